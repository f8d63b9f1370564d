select event_mentions.event from event_mentions join mentions on mentions.seq = event_mentions.mention
where mentions.id = $mention order by mentions.seq limit 1
