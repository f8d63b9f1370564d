delete from claims where event in (select unnest($events::varchar[]))
