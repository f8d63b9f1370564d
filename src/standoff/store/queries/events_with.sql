select distinct event from event_mentions join mentions on mentions.seq = event_mentions.mention
where mentions.id in (select unnest($mentions::varchar[])) order by event
