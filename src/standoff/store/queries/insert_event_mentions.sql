insert into event_mentions select unnest($event::varchar[]), unnest($position::integer[]), unnest($mention::bigint[])
