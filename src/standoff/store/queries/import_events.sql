insert into events (
    id, type, quad, score, status, date_from, date_to, place, country, deaths_lo, deaths_hi, count_lo, count_hi,
    confidence, sources, mentions, body, dataset, deaths_best, lat, lon, place_precision, mode
)
select
    id, fresh.type, kinds.quad, coalesce(fresh.score, kinds.score::double), 'actual', date_from, date_to, place, place_country,
    deaths_lo, deaths_hi, 1, 1, 0.5, sources, 0, '', dataset, deaths_best, lat, lon, precision, mode
from fresh join kinds on kinds.type = fresh.type
