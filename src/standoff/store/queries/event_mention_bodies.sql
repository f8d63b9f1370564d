select event_mentions.event, mentions.body
from event_mentions join mentions on mentions.seq = event_mentions.mention
where event_mentions.event in (select unnest($events::varchar[]))
order by event_mentions.event, event_mentions.position
