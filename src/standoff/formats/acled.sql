-- Rows of an ACLED export (`raw`, all text) into event rows. The country of a party stands in its name: "Civilians (Mali)", "Police Forces of
-- Turkey (2016-)"; the police are told from the army by name alone.
with rows as (
    select *,
        a_day(event_date) as day,
        coalesce(time_precision, '1') as days_known,
        coalesce(nullif(regexp_extract(actor1, ' \(([^()0-9]+)\)', 1), ''), nullif(regexp_extract(actor1, ' of (.+?)(?: \(\d|$)', 1), ''), actor1)
            as country1,
        coalesce(nullif(regexp_extract(actor2, ' \(([^()0-9]+)\)', 1), ''), nullif(regexp_extract(actor2, ' of (.+?)(?: \(\d|$)', 1), ''), actor2)
            as country2
    from raw
)
select
    line,
    event_id_cnty as key,
    coalesce(exactly.type, roughly.type) as type,
    case when coalesce(exactly.mode, roughly.mode) is not null then [coalesce(exactly.mode, roughly.mode)] end as modes,
    case days_known when '2' then date_trunc('week', day) when '3' then date_trunc('month', day) else day end::date as date_from,
    case days_known when '2' then date_trunc('week', day) + interval 6 day when '3' then last_day(day) else day end::date as date_to,
    coalesce(given(location), given(admin3), given(admin2), given(admin1), given(country)) as place,
    spot.iso3 as place_country,
    try_cast(latitude as double) as lat,
    try_cast(longitude as double) as lon,
    case geo_precision when '1' then 'town' when '2' then 'region' when '3' then case when location = country then 'country' else 'region' end
        else 'town' end as precision,
    a_count(fatalities) as deaths_lo,
    a_count(fatalities) as deaths_best,
    a_count(fatalities) as deaths_hi,
    case when given(source) is null then 1 else length(string_split(source, ';')) end::integer as sources,
    list_concat(
        [party(given(actor1), of1.iso3, case when actor1 like 'Police Forces%' then 'COP' else given(inter1) end)],
        [party(trim(x), null, null) for x in string_split(coalesce(given(assoc_actor_1), ''), '; ')]
    ) as actors,
    list_concat(
        [party(given(actor2), of2.iso3, case when actor2 like 'Police Forces%' then 'COP' else nullif(given(inter2), '0') end)],
        [party(trim(x), null, null) for x in string_split(coalesce(given(assoc_actor_2), ''), '; ')]
    ) as recipients,
    case
        when event_id_cnty is null then 'event_id_cnty: is empty'
        when day is null then 'event_date: ' || coalesce(event_date, '') || ' is no day'
        when days_known not in ('1', '2', '3') then 'time_precision: ' || time_precision || ' is not 1, 2 or 3'
        when roughly.type is null then 'event_type: ' || coalesce(rows.event_type, '') || ' is no event type of ACLED'
        when fatalities is not null and a_count(fatalities) is null then 'fatalities: ' || fatalities || ' is no number of deaths'
    end as problem
from rows
left join acled as exactly on exactly.event_type = rows.event_type and exactly.sub_event_type = rows.sub_event_type
left join (select event_type, first(type order by rowid) as type, first(mode order by rowid) as mode from acled group by event_type) as roughly
    on roughly.event_type = rows.event_type
left join country_names as spot on spot.name = lower(given(country))
left join country_names as of1 on of1.name = lower(given(country1))
left join country_names as of2 on of2.name = lower(given(country2))
