-- An id that an event has again is no alias.
delete from event_aliases where alias in (select unnest($events::varchar[]))
