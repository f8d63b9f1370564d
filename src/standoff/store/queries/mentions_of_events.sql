select event, mention from event_mentions where event in (select unnest($events::varchar[])) order by event, position
