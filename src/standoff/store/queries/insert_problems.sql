insert into problems select unnest($source::varchar[]), unnest($why::varchar[]), unnest($run::bigint[])
