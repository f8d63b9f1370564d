-- Ids of the events that pass every filter given; a null filter passes all.
with differing as (
    select event, count(distinct (field, value)) as told from claims
    where $order = 'claims' and field not in ('actors', 'recipients') -- other words are often the same party
    group by event
)
select id from events left join differing on differing.event = id
where /*include event_conditions*/
/*include event_order*/
