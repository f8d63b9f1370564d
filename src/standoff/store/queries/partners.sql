-- With whom a party deals: in how many events it acts upon each other, is acted upon by it, and either.
with mine as (select distinct event, side from event_parties where id = $id)
select other.id, count(distinct other.event) filter (mine.side = 'actor') as acted,
    count(distinct other.event) filter (mine.side = 'recipient') as received, count(distinct other.event) as events
from event_parties as other join mine on mine.event = other.event and mine.side <> other.side
where other.id <> $id group by other.id order by events desc, other.id limit $most
