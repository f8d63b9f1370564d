-- The countries and sectors that a party is told to be of, and in how many events it acts so, is acted upon, and is at all.
with told as (
    select event, id, country, sector, bool_or(side = 'actor') as acted, bool_or(side = 'recipient') as received
    from event_parties where id = $id group by event, id, country, sector
)
select id, country, sector, count(*) filter (acted) as acted, count(*) filter (received) as received, count(*) as events
from told group by id, country, sector order by events desc, country, sector
