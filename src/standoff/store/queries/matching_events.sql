-- Ids of the events that pass every filter given; a null filter passes all.
with differing as (
    select event, count(distinct (field, value)) as told from claims
    where $order = 'claims' and field not in ('actors', 'recipients') -- other words are often the same party
    group by event
)
select id from events left join differing on differing.event = id
where /*include event_conditions*/
order by
    case $order when 'sources' then sources when 'deaths' then coalesce(deaths_lo, 0) when 'claims' then coalesce(told, 0) end desc,
    case when $order not in ('date', 'latest') then sources end desc,
    case when $order not in ('date', 'latest') then coalesce(deaths_lo, 0) end desc,
    case when $order = 'latest' then date_from end desc nulls last, date_from nulls last, date_to, id
limit $limit offset $offset
