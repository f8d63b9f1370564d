-- All mentions of the events that hold one of the mentions.
select mentions.seq, mentions.body, documents.published, coalesce(documents.near, documents.id), documents.publisher, documents.source
from mentions join documents on documents.id = mentions.document
where mentions.seq in (
    select mention from event_mentions
    where event in (select event from event_mentions where mention in (select unnest($mentions::bigint[])))
)
order by mentions.seq
