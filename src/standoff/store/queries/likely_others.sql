-- Events that were compared with one and kept apart, with the score of the surest pair of mentions.
with own as materialized (
    select mentions.id from event_mentions join mentions on mentions.seq = event_mentions.mention where event = $event
),
apart as materialized ( -- once through the table: it is the longest but one
    select left_mention, right_mention, score from judgements
    where (left_mention in (from own) or right_mention in (from own)) and verdict = 'different' and decided_by = 'machine'
),
pair as (
    select right_mention as other, score from apart where left_mention in (from own)
    union all
    select left_mention, score from apart where right_mention in (from own)
),
other as (
    select event_mentions.event, max(pair.score) as score
    from pair join mentions on mentions.id = pair.other join event_mentions on event_mentions.mention = mentions.seq group by event_mentions.event
)
select event, score from other where event <> $event and event in (select id from events) order by score desc, event limit $most
