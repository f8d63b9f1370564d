select id, body, sources from events where id in (select unnest($events::varchar[]))
