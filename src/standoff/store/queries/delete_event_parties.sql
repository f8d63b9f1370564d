delete from event_parties where event in (select unnest($events::varchar[]))
