-- Who takes part in what is said to have happened or stands in a tie: one row per id, country and sector, with the name most often given.
with told as (
    select id, country, sector, name, 1 as events from event_parties
    where event not in (select id from events where status <> 'actual') -- the few are looked up in half the time of the many
    union all
    select source_id, source_country, body ->> '$.from.sector', source_name, 0 from ties
    union all
    select target_id, target_country, body ->> '$.to.sector', target_name, 0 from ties
)
select id, country, sector, mode(name) as name, sum(events)::bigint as events from told group by id, country, sector
