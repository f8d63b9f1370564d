insert into documents
select
    unnest($seq::bigint[]), unnest($id::varchar[]), unnest($source::varchar[]), unnest($url::varchar[]),
    unnest($title::varchar[]), unnest($publisher::varchar[]), unnest($published::date[]), unnest($text::varchar[]),
    unnest($digest::blob[]), unnest($signature::blob[]), unnest($near::varchar[]), unnest($coded_by::varchar[])
