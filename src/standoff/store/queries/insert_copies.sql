insert into copies select unnest($document::varchar[]), unnest($source::varchar[])
