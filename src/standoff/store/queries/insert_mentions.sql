insert into mentions
select
    unnest($seq::bigint[]), unnest($id::varchar[]), unnest($document::varchar[]), unnest($type::varchar[]),
    unnest($status::varchar[]), unnest($date_from::date[]), unnest($date_to::date[]), unnest($rule::varchar[]),
    unnest($coder::varchar[]), unnest($confidence::double[]), unnest($body::varchar[]),
    lower(unnest($sentence::varchar[]))
