insert into events (
    id, type, quad, score, status, date_from, date_to, place, country, deaths_lo, deaths_hi, injured_lo, injured_hi, count_lo,
    count_hi, confidence, sources, mentions, body, recorded
)
select
    unnest($id::varchar[]), unnest($type::varchar[]), unnest($quad::varchar[]), unnest($score::double[]),
    unnest($status::varchar[]), unnest($date_from::date[]), unnest($date_to::date[]), unnest($place::varchar[]),
    unnest($country::varchar[]), unnest($deaths_lo::bigint[]), unnest($deaths_hi::bigint[]),
    unnest($injured_lo::bigint[]), unnest($injured_hi::bigint[]), unnest($count_lo::bigint[]),
    unnest($count_hi::bigint[]), unnest($confidence::double[]), unnest($sources::integer[]),
    unnest($mentions::integer[]), unnest($body::varchar[]), unnest($recorded::timestamp[])
