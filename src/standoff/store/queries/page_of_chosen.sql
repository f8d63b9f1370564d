-- Ids of a page of the chosen events.
with differing as (
    select event, count(distinct (field, value)) as told from claims
    where $order = 'claims' and field not in ('actors', 'recipients') -- other words are often the same party
    group by event
)
select id from events left join differing on differing.event = id
where id in (select id from chosen_ids)
/*include event_order*/
