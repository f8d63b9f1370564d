-- Documents with the number of events that each tells of, those that tell of most first.
with told as (
    select mentions.document, count(distinct event_mentions.event) as events
    from mentions join event_mentions on event_mentions.mention = mentions.seq join events on events.id = event_mentions.event
    group by mentions.document
)
select
    id, source, url, title, publisher, published, near,
    (select coalesce(list(copies.source order by copies.source), []) from copies where copies.document = documents.id),
    coalesce(told.events, 0)
from documents left join told on told.document = documents.id
order by coalesce(told.events, 0) desc, published nulls last, id
limit $limit
