-- What persons rejected is still there to be looked at.
select event, body, sources from coded_events where rejected and event in (select unnest($events::varchar[]))
