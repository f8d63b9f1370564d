-- The parties of events, in the order in which each names them.
select event, side, id, name, country, sector, name from event_parties
where event in (select unnest($events::varchar[])) order by event, position
