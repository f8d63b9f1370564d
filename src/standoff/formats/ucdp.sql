-- Rows of a UCDP GED table (`raw`, all text) into event rows. Country numbers are Gleditsch and Ward's; "Government of X" is the state X.
with rows as (
    select *,
        a_day(date_start) as first_day,
        a_day(date_end) as last_day,
        a_count(low) as lowest,
        a_count(best) as likeliest,
        a_count(high) as highest,
        coalesce(spot.iso3, named.iso3) as place_iso3
    from raw
    left join gw as spot on spot.gw = a_count(country_id)::varchar
    left join country_names as named on named.name = lower(country)
)
select
    line,
    id as key,
    'ASSAULT' as type,
    first_day as date_from,
    last_day as date_to,
    coalesce(given(where_coordinates), given(adm_2), given(adm_1), given(country)) as place,
    place_iso3 as place_country,
    try_cast(latitude as double) as lat,
    try_cast(longitude as double) as lon,
    case when where_prec in ('1', '2') then 'town' when where_prec in ('3', '4', '5') then 'region' else 'country' end as precision,
    least(lowest, likeliest, highest) as deaths_lo,
    likeliest as deaths_best,
    greatest(lowest, likeliest, highest) as deaths_hi,
    greatest(coalesce(a_count(number_of_sources), 1), 1)::integer as sources,
    [party(side_a, coalesce(gw_a.iso3, state_a.iso3), case when side_a = 'Civilians' then 'CVL' when side_a like 'Government of %' then 'GOV'
        when given(side_a) is not null then 'REB' end)] as actors,
    [party(side_b, case when side_b = 'Civilians' then place_iso3 else coalesce(gw_b.iso3, state_b.iso3) end,
        case when side_b = 'Civilians' then 'CVL' when side_b like 'Government of %' then 'GOV' when given(side_b) is not null then 'REB' end)]
        as recipients,
    case
        when id is null then 'id: is empty'
        when type_of_violence is null or type_of_violence not in ('1', '2', '3')
            then 'type_of_violence: ' || coalesce(type_of_violence, '') || ' is not 1, 2 or 3'
        when first_day is null then 'date_start: ' || coalesce(date_start, '') || ' is no day'
        when last_day is null then 'date_end: ' || coalesce(date_end, '') || ' is no day'
        when last_day < first_day then 'date_end: ' || date_end || ' is before ' || date_start
        when low is not null and lowest is null then 'low: ' || low || ' is no number of deaths'
        when best is not null and likeliest is null then 'best: ' || best || ' is no number of deaths'
        when high is not null and highest is null then 'high: ' || high || ' is no number of deaths'
    end as problem
from rows
left join gw as gw_a on gw_a.gw = a_count(gwnoa)::varchar and side_a like 'Government of %'
left join gw as gw_b on gw_b.gw = a_count(gwnob)::varchar and side_b like 'Government of %'
left join country_names as state_a on 'government of ' || state_a.name = lower(side_a)
left join country_names as state_b on 'government of ' || state_b.name = lower(side_b)
