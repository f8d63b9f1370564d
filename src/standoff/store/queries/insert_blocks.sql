insert into blocks select unnest($key::varchar[]), unnest($mention::bigint[])
