-- Rows of a table of the user's own (`raw`; the columns that the map names are called the_...) into event rows.
with rows as (
    select *,
        a_day(the_date) as day,
        a_day(the_date_from) as first_day,
        a_day(the_date_to) as last_day,
        upper(trim(the_type)) as told_type,
        case
            when length(the_cameo) < 2 or the_cameo in (select code from cameo) then the_cameo
            else '0' || the_cameo
        end as code
    from raw
)
select
    line,
    the_id as key,
    coalesce(kinds.type, cameo.type, 'STATEMENT') as type,
    case when the_mode is not null then those_known([lower(trim(the_mode))], (select list(name) from modes))
        when cameo.mode is not null then [cameo.mode] end as modes,
    coalesce(try_cast(the_score as double), case when kinds.type is null then cameo.score::double end) as score,
    coalesce(first_day, day) as date_from,
    coalesce(last_day, first_day, day) as date_to,
    coalesce(given(the_place), given(the_country)) as place,
    spot.iso3 as place_country,
    try_cast(the_lat as double) as lat,
    try_cast(the_lon as double) as lon,
    case when given(the_place) is null then 'country' else 'town' end as precision,
    coalesce(a_count(the_deaths_low), a_count(the_deaths), a_count(the_deaths_best), a_count(the_deaths_high)) as deaths_lo,
    coalesce(a_count(the_deaths_best), a_count(the_deaths)) as deaths_best,
    coalesce(a_count(the_deaths_high), a_count(the_deaths), a_count(the_deaths_best), a_count(the_deaths_low)) as deaths_hi,
    greatest(coalesce(a_count(the_sources), 1), 1)::integer as sources,
    [party(given(the_actor), actor.iso3, upper(given(the_actor_sector)))] as actors,
    [party(given(the_recipient), recipient.iso3, upper(given(the_recipient_sector)))] as recipients,
    case
        when the_id is null then 'id: is empty'
        when the_date_from is not null and first_day is null then 'date_from: ' || the_date_from || ' is no day'
        when the_date_to is not null and last_day is null then 'date_to: ' || the_date_to || ' is no day'
        when coalesce(first_day, day) is null then 'date: ' || coalesce(the_date, '') || ' is no day'
        when last_day < coalesce(first_day, day) then 'date_to: ' || the_date_to || ' is before the first day'
        when told_type is not null and kinds.type is null then 'type: ' || the_type || ' is no type of PLOVER'
        when kinds.type is null and cameo.code is null then 'cameo: ' || coalesce(the_cameo, '') || ' is no CAMEO code'
        when given(the_deaths) is not null and a_count(the_deaths) is null then 'deaths: ' || the_deaths || ' is no number of deaths'
        when given(the_deaths_low) is not null and a_count(the_deaths_low) is null
            then 'deaths_low: ' || the_deaths_low || ' is no number of deaths'
        when given(the_deaths_best) is not null and a_count(the_deaths_best) is null
            then 'deaths_best: ' || the_deaths_best || ' is no number of deaths'
        when given(the_deaths_high) is not null and a_count(the_deaths_high) is null
            then 'deaths_high: ' || the_deaths_high || ' is no number of deaths'
        when a_count(the_deaths_high) < a_count(the_deaths_low) then 'deaths_high: ' || the_deaths_high || ' is less than ' || the_deaths_low
    end as problem
from rows
left join kinds on kinds.type = told_type
left join cameo on cameo.code = rows.code
left join country_names as actor on actor.name = lower(given(the_actor_country))
left join country_names as recipient on recipient.name = lower(given(the_recipient_country))
left join country_names as spot on spot.name = lower(given(the_country))
