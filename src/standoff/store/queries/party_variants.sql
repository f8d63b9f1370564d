-- The countries and sectors that a party is told to be of, and in how many events it acts so, is acted upon, and is at all.
select id, country, sector, count(distinct event) filter (side = 'actor') as acted, count(distinct event) filter (side = 'recipient') as received,
    count(distinct event) as events
from event_parties where id = $id group by id, country, sector order by events desc, country, sector
