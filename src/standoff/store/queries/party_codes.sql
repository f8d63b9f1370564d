-- The countries and sectors that parties are told to be of.
select distinct id, country, sector from event_parties where id in (select unnest($ids::varchar[])) order by all
