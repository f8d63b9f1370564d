-- The countries and sectors that parties are told to be of, and in how many events each acts, is acted upon, and is at all.
select id, country, sector, count(distinct event) filter (side = 'actor') as acted, count(distinct event) filter (side = 'recipient') as received,
    count(distinct event) as events
from event_parties where id in (select unnest($ids::varchar[])) group by id, country, sector order by id, events desc, country, sector
