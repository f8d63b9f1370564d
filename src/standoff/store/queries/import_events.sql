insert into events (
    id, type, quad, score, status, date_from, date_to, place, country, deaths_lo, deaths_hi, injured_lo, injured_hi, count_lo, count_hi,
    confidence, sources, mentions, body, dataset, deaths_best, lat, lon, place_precision, modes, contexts, recorded
)
select
    id, fresh.type, kinds.quad, coalesce(fresh.score, kinds.score::double), coalesce(status, 'actual'), date_from, date_to, place, place_country,
    deaths_lo, deaths_hi, injured_lo, injured_hi, coalesce(count_lo, 1), case when count_lo is null then 1 else count_hi end,
    coalesce(confidence, 0.5), coalesce(sources, 1), 0, '', dataset, deaths_best, lat, lon, precision, modes, contexts, $recorded::timestamp
from fresh join kinds on kinds.type = fresh.type
