select event, field, value, said_by, mention from claims
where event in (select unnest($events::varchar[])) order by event, position
