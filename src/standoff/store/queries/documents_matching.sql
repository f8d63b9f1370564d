-- Documents whose title, source, publisher or text holds the words, the latest first, with the number of events that each tells of.
with found as (
    select * from documents
    where $text::varchar is null or contains(lower(title), lower($text::varchar)) or contains(lower(source), lower($text::varchar))
        or contains(lower(publisher), lower($text::varchar)) or contains(lower(text), lower($text::varchar))
    order by published desc nulls last, seq desc limit $limit offset $offset
),
told as (
    select mentions.document, count(distinct event_mentions.event) as events
    from mentions join event_mentions on event_mentions.mention = mentions.seq join events on events.id = event_mentions.event
    where mentions.document in (select id from found) group by mentions.document
)
select
    id, source, url, title, publisher, published, near,
    (select coalesce(list(copies.source order by copies.source), []) from copies where copies.document = found.id),
    coalesce(told.events, 0)
from found left join told on told.document = found.id order by published desc nulls last, seq desc
