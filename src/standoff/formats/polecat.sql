-- Rows of a POLECAT table (`raw`, all text) into event rows. Lists are parted by ; or |; of several countries of a side the first counts.
with rows as (
    select *,
        a_day("Event Date") as day,
        upper(trim("Event Type")) as kind,
        string_split_regex(replace(replace(lower(coalesce("Event Mode", '')), '_', '-'), ' ', ''), '[;|,]') as told_modes,
        [trim(c, ' ') for c in string_split_regex(lower(coalesce(Contexts, '')), '[;|,]')] as told_contexts
    from raw
)
select
    line,
    "Event ID" as key,
    kind as type,
    those_known(told_modes, (select list(name) from modes)) as modes,
    those_known([replace(replace(c, '-', '_'), ' ', '_') for c in told_contexts], (select list(name) from contexts)) as contexts,
    try_cast(Intensity as double) as score,
    day as date_from,
    day as date_to,
    coalesce(given(City), given(District), given(Province), given(Placename), given(Country)) as place,
    spot.iso3 as place_country,
    try_cast(Latitude as double) as lat,
    try_cast(Longitude as double) as lon,
    case when given(City) is not null then 'town' when coalesce(given(District), given(Province)) is not null then 'region'
        when lower(given(Placename)) in (select name from country_names) or given(Placename) is null then 'country' else 'town' end as precision,
    [party(given("Actor Name"), actor.iso3, coalesce(given("Primary Actor Sector"), given("Actor Sectors")))] as actors,
    [party(given("Recipient Name"), recipient.iso3, coalesce(given("Primary Recipient Sector"), given("Recipient Sectors")))] as recipients,
    case
        when "Event ID" is null then 'Event ID: is empty'
        when day is null then 'Event Date: ' || coalesce("Event Date", '') || ' is no day'
        when kinds.type is null then 'Event Type: ' || coalesce("Event Type", '') || ' is no type of PLOVER'
        when given(Intensity) is not null and try_cast(Intensity as double) is null then 'Intensity: ' || Intensity || ' is no number'
    end as problem
from rows
left join kinds on kinds.type = kind
left join country_names as actor on actor.name = lower(given(regexp_extract("Actor Country", '^[^;|]+')))
left join country_names as recipient on recipient.name = lower(given(regexp_extract("Recipient Country", '^[^;|]+')))
left join country_names as spot on spot.name = lower(given(regexp_extract(Country, '^[^;|]+')))
