-- Rows of ICEWS coded event data (`raw`, all text) into event rows. A CAMEO code of two digits, or of three that is none, has lost its zero;
-- one with a letter ("13y", 2017) counts as its root.
with rows as (
    select *,
        case
            when regexp_matches("CAMEO Code", '^\d\d[a-z]$') then left("CAMEO Code", 2)
            when length("CAMEO Code") = 2 or "CAMEO Code" not in (select code from cameo) then '0' || "CAMEO Code"
            else "CAMEO Code"
        end as code,
        a_day("Event Date") as day
    from raw
)
select
    line,
    "Event ID" || '@' || strftime(day, '%Y%m%d') as key,
    coalesce(cameo.type, 'STATEMENT') as type,
    case when cameo.mode is not null then [cameo.mode] end as modes,
    case when cameo.context is not null then [cameo.context] end as contexts,
    coalesce(try_cast(Intensity as double), cameo.score::double) as score,
    day as date_from,
    day as date_to,
    coalesce(given(City), given(District), given(Province), given(Country)) as place,
    spot.iso3 as place_country,
    try_cast(Latitude as double) as lat,
    try_cast(Longitude as double) as lon,
    case when given(City) is not null then 'town' when coalesce(given(District), given(Province)) is not null then 'region' else 'country' end
        as precision,
    [party(given("Source Name"), source.iso3, given("Source Sectors"))] as actors,
    [party(given("Target Name"), target.iso3, given("Target Sectors"))] as recipients,
    case
        when "Event ID" is null then 'Event ID: is empty'
        when day is null then 'Event Date: ' || coalesce("Event Date", '') || ' is no day'
        when cameo.code is null then 'CAMEO Code: ' || coalesce("CAMEO Code", '') || ' is no CAMEO code'
        when given(Intensity) is not null and try_cast(Intensity as double) is null then 'Intensity: ' || Intensity || ' is no number'
    end as problem
from rows
left join cameo on cameo.code = rows.code
left join country_names as source on source.name = lower(given("Source Country"))
left join country_names as target on target.name = lower(given("Target Country"))
left join country_names as spot on spot.name = lower(given(Country))
