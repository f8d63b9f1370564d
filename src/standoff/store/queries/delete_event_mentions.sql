delete from event_mentions where event in (select unnest($events::varchar[]))
