-- The mentions of the events as they were at a moment, of those that have become something else since, with the event that has each now.
with past as (
    select event, unnest(mentions) as mention from past_events
    where (recorded is null or recorded <= $moment::timestamp) and replaced > $moment::timestamp
)
select past.event, mentions.id, event_mentions.event, event_mentions.position
from past join mentions on mentions.seq = past.mention
    left join (select * from event_mentions where event in (select id from events)) as event_mentions on event_mentions.mention = past.mention
order by past.event, past.mention
