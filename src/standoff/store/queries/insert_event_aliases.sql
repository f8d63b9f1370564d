insert into event_aliases select unnest($alias::varchar[]), unnest($event::varchar[])
