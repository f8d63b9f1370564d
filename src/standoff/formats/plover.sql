-- Lines of JSON (`raw`, one column) into event rows.
with lines as (
    select line, try_cast(json as json) as j from raw
),
told as (
    select line, j,
        coalesce(j ->> '$.id', j ->> '$.event_id') as key,
        coalesce(j ->> '$.type', j ->> '$.event_type', j ->> '$.event') as told_type,
        case json_type(j, '$.date') when 'ARRAY' then j ->> '$.date[0]' else j ->> '$.date' end as told_from,
        case json_type(j, '$.date') when 'ARRAY' then j ->> '$.date[1]' else j ->> '$.date' end as told_to,
        those_known(json_texts(coalesce(j -> '$.mode', j -> '$.event_mode')), (select list(name) from modes)) as modes,
        those_known(json_texts(coalesce(j -> '$.context', j -> '$.contexts', j -> '$.event_context')), (select list(name) from contexts))
            as contexts,
        json_parties(coalesce(j -> '$.actors', j -> '$.actor', j -> '$.source')) as actors,
        json_parties(coalesce(j -> '$.recipients', j -> '$.recipient', j -> '$.target')) as recipients,
        coalesce(j -> '$.place', j -> '$.location') as spot
    from lines
)
select
    line,
    key,
    kinds.type as type,
    modes,
    contexts,
    try_cast(j ->> '$.score' as double) as score,
    lower(j ->> '$.status') as status,
    a_day(told_from) as date_from,
    a_day(told_to) as date_to,
    case json_type(spot) when 'VARCHAR' then spot ->> '$' else coalesce(spot ->> '$.name', spot ->> '$.country') end as place,
    countries.iso3 as place_country,
    try_cast(spot ->> '$.lat' as double) as lat,
    try_cast(spot ->> '$.lon' as double) as lon,
    case when (spot ->> '$.precision') in ('site', 'town', 'region', 'country') then spot ->> '$.precision' else 'town' end as precision,
    json_lo(j -> '$.deaths') as deaths_lo,
    try_cast(j ->> '$.deaths_best' as bigint) as deaths_best,
    json_hi(j -> '$.deaths') as deaths_hi,
    json_lo(j -> '$.injured') as injured_lo,
    json_hi(j -> '$.injured') as injured_hi,
    json_lo(j -> '$.count') as count_lo,
    json_hi(j -> '$.count') as count_hi,
    least(greatest(try_cast(j ->> '$.confidence' as double), 0), 1) as confidence,
    greatest(coalesce(try_cast(j ->> '$.sources' as integer), 1), 1) as sources,
    actors,
    recipients,
    case
        when j is null or json_type(j) <> 'OBJECT' then 'json: is no JSON object'
        when coalesce(key, '') = '' then 'id: is empty'
        when kinds.type is null then 'type: ' || coalesce(told_type, '') || ' is no type of PLOVER'
        when told_from is not null and a_day(told_from) is null then 'date: ' || told_from || ' is no day'
        when told_from is not null and a_day(told_to) is null then 'date: ' || coalesce(told_to, '') || ' is no day'
        when a_day(told_to) < a_day(told_from) then 'date: ' || told_to || ' is before ' || told_from
        when (j ->> '$.deaths') is not null and json_lo(j -> '$.deaths') is null then 'deaths: ' || (j ->> '$.deaths') || ' is no number of deaths'
        when json_hi(j -> '$.deaths') < json_lo(j -> '$.deaths') then 'deaths: ' || (j ->> '$.deaths') || ' ends below its beginning'
        when lower(j ->> '$.status') not in ('actual', 'historical', 'future', 'hypothetical', 'negated')
            then 'status: ' || (j ->> '$.status') || ' is none of actual, historical, future, hypothetical, negated'
    end as problem
from told
left join kinds on kinds.type = upper(told_type)
left join country_names as countries on countries.name = lower(spot ->> '$.country')
