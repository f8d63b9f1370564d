-- Current ids of the events whose id, or an older id, begins so; an exact hit wins over beginnings.
with known as (select id as name, id as event from events union all select alias, event from event_aliases
    union all select event, event from coded_events where rejected)
select distinct event from known
where name = $name or (starts_with(name, $name) and not exists (select 1 from known where name = $name))
order by event limit 10
