delete from coded_events where event in (select unnest($events::varchar[]))
