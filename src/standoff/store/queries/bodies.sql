select id, body from events where id in (select unnest($events::varchar[]))
