-- The claims of events, each with the independent source that it is read in: near copies share one.
select claims.event, claims.field, claims.value, claims.said_by, coalesce(documents.near, documents.id), events.count_lo
from claims
    join events on events.id = claims.event
    join event_mentions on event_mentions.event = claims.event and event_mentions.position = claims.mention
    join mentions on mentions.seq = event_mentions.mention
    join documents on documents.id = mentions.document
where claims.event in (select unnest($events::varchar[]))
order by claims.event, claims.position
