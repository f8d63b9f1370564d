insert into coded_events
select unnest($event::varchar[]), unnest($rejected::boolean[]), unnest($sources::integer[]), unnest($body::varchar[])
