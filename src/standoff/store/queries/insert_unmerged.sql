insert into unmerged select unnest($document::varchar[])
