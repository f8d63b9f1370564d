-- Imported events have no body: they are made from their columns and parties.
select
    id, body, sources, type, coalesce(modes, []), coalesce(contexts, []), quad, score, status, date_from, date_to,
    place, country, lat, lon, coalesce(place_precision, 'country'), deaths_lo, deaths_hi, injured_lo, injured_hi, count_lo, count_hi,
    confidence, dataset, deaths_best
from events where id in (select unnest($events::varchar[]))
