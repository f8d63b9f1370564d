-- What a document tells, in the order of the text: each mention with its event and its place there, nulls where it waits for merging or its event is rejected.
select mentions.body, event_mentions.event, event_mentions.position
from mentions left join (select * from event_mentions where event in (select id from events)) as event_mentions
    on event_mentions.mention = mentions.seq
where mentions.document = $document and mentions.seq not in (/*include withdrawn*/)
order by (mentions.body ->> '$.start')::bigint, (mentions.body ->> '$.trigger[0]')::bigint, mentions.seq
