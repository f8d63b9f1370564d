-- What a document tells, in the order of the text: each mention with its event and its place there, nulls where it waits for merging.
select mentions.body, event_mentions.event, event_mentions.position
from mentions left join event_mentions on event_mentions.mention = mentions.seq
where mentions.document = $document
order by (mentions.body ->> '$.start')::bigint, (mentions.body ->> '$.trigger[0]')::bigint, mentions.seq
