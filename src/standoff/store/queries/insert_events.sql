insert into events
select
    unnest($id::varchar[]), unnest($type::varchar[]), unnest($quad::varchar[]), unnest($score::double[]),
    unnest($status::varchar[]), unnest($date_from::date[]), unnest($date_to::date[]), unnest($place::varchar[]),
    unnest($country::varchar[]), unnest($deaths_lo::bigint[]), unnest($deaths_hi::bigint[]),
    unnest($injured_lo::bigint[]), unnest($injured_hi::bigint[]), unnest($count_lo::bigint[]),
    unnest($count_hi::bigint[]), unnest($confidence::double[]), unnest($sources::integer[]),
    unnest($mentions::integer[]), unnest($body::varchar[])
