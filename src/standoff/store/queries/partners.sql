-- With whom a party deals: in how many events it acts upon each other, is acted upon by it, and either.
with mine as (select event, side from event_parties where id = $id),
told as (
    select other.id, other.event, bool_or(mine.side = 'actor') as acted, bool_or(mine.side = 'recipient') as received
    from event_parties as other join mine on mine.event = other.event and mine.side <> other.side
    where other.id <> $id group by other.id, other.event
)
select id, count(*) filter (acted) as acted, count(*) filter (received) as received, count(*) as events
from told group by id order by events desc, id limit $most
