insert into ties
select
    unnest($seq::bigint[]), unnest($type::varchar[]), unnest($document::varchar[]), unnest($source_id::varchar[]),
    unnest($source_name::varchar[]), unnest($source_country::varchar[]), unnest($target_id::varchar[]),
    unnest($target_name::varchar[]), unnest($target_country::varchar[]), unnest($body::varchar[])
