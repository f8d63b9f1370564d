-- Ids of the events that pass every filter given; a null filter passes all.
with differing as (
    select event, count(distinct (field, value)) as told from claims
    where $order = 'claims' and field not in ('actors', 'recipients') -- other words are often the same party
    group by event
)
select id from events left join differing on differing.event = id
where ($types::varchar[] is null or list_contains($types::varchar[], type))
    and ($statuses::varchar[] is null or list_contains($statuses::varchar[], status))
    and ($min_confidence::double is null or confidence >= $min_confidence::double)
    and ($since::date is null or date_to >= $since::date)
    and ($until::date is null or date_from <= $until::date)
    and ($place::varchar is null or contains(lower(coalesce(place, '')), lower($place::varchar)))
    and ($country::varchar is null or country = $country::varchar
        or id in (select event from event_parties where country = $country::varchar))
    and ($actor::varchar is null or id in (
        select event from event_parties
        where lower(id) = lower($actor::varchar) or contains(lower(name), lower($actor::varchar))))
    and (not $differing::boolean or id in (select event from claims))
order by
    case $order when 'sources' then sources when 'deaths' then coalesce(deaths_lo, 0) when 'claims' then coalesce(told, 0) end desc,
    case when $order <> 'date' then sources end desc,
    case when $order <> 'date' then coalesce(deaths_lo, 0) end desc,
    date_from nulls last, date_to, id
limit $limit
