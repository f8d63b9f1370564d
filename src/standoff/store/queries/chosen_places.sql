-- The chosen events by place: how many there are of each quad class, and how many deaths are told, at least and at most.
-- Events of reports have their coordinates in their body only.
with placed as (
    select place, country, quad, deaths_lo, deaths_hi, lat, lon, place_precision,
        case when place is not null and body <> '' then json_extract_string(body, ['$.place.lat', '$.place.lon', '$.place.precision']) end as told
    from events where /*conditions*/
)
select
    place, country, coalesce(place_precision, told[3], 'country') as precision, coalesce(lat, told[1]::double) as y, coalesce(lon, told[2]::double) as x,
    count(*) filter (quad = 'verbal cooperation'), count(*) filter (quad = 'material cooperation'),
    count(*) filter (quad = 'verbal conflict'), count(*) filter (quad = 'material conflict'),
    coalesce(sum(deaths_lo), 0)::bigint, coalesce(sum(coalesce(deaths_hi, deaths_lo)), 0)::bigint
from placed
group by place, country, precision, y, x
order by count(*) desc, place, country, precision, y, x
