-- Events that were compared with one and kept apart, with the score of the surest pair of mentions.
with own as (select mentions.id from event_mentions join mentions on mentions.seq = event_mentions.mention where event = $event),
pair as (
    select case when left_mention in (from own) then right_mention else left_mention end as other, score from judgements
    where verdict = 'different' and decided_by = 'machine' and (left_mention in (from own) or right_mention in (from own))
)
select events.id, max(pair.score)
from pair join mentions on mentions.id = pair.other join event_mentions on event_mentions.mention = mentions.seq
    join events on events.id = event_mentions.event
where events.id <> $event group by events.id order by max(pair.score) desc, events.id limit $most
