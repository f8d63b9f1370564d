-- Events of reports that pass a filter and have mentions that no person has seen: rank = doubt x weight x share of unseen mentions.
-- Doubts count as chances that do not depend on one another; they and the weight are explained in docs/review.md.
with /*include standing_reviews*/,
seen as (
    select holder.event, count(distinct about.mention) as mentions
    from standing join holder on holder.seq = standing.seq join about on about.seq = standing.seq
        join event_mentions on event_mentions.event = holder.event and event_mentions.mention = about.mention
    where verdict in ('accept', 'correct', 'reject') group by holder.event
),
waiting as (
    select events.*, 1 - coalesce(seen.mentions, 0) / events.mentions as unseen from events left join seen on seen.event = events.id
    where dataset is null and events.mentions > coalesce(seen.mentions, 0) and (/*include event_conditions*/)
),
differing as (
    select event, list(distinct field order by field) as fields from claims
    where event in (select id from waiting) and field not in ('actors', 'recipients') -- other words are often the same party
    group by event
),
tied as ( -- how likely each mention is of the same event as that other of it with which it agrees best
    select pair.id, 1 / (1 + exp(-($slope * max(score) + $offset))) as chance
    from (
        select left_mention as id, score from judgements where verdict = 'same' and decided_by = 'machine'
        union all select right_mention, score from judgements where verdict = 'same' and decided_by = 'machine'
    ) as pair group by pair.id
),
loose as ( -- the mention of each event that is tied to it least surely
    select event_mentions.event, min(chance) as chance
    from tied join mentions on mentions.id = tied.id join event_mentions on event_mentions.mention = mentions.seq
    group by event_mentions.event
),
weighed as (
    select
        waiting.id, unseen, coalesce(fields, []) as fields, contains(body, '"guessed_actors"') or contains(body, '"guessed_recipients"') as guessed,
        4 * confidence * (1 - confidence) as reading, coalesce(1 - loose.chance, 0) as merging,
        (1 + log2(1 + coalesce(deaths_lo, 0)) + log2(1 + coalesce(injured_lo, 0)) / 2 + log2(greatest(sources, 1)) + abs(score) / 10)
            * case status when 'actual' then 1 else 0.5 end as weight
    from waiting left join differing on differing.event = waiting.id left join loose on loose.event = waiting.id
),
ranked as (
    select *, 1 - (1 - reading) * (1 - merging) * case when guessed then 0.5 else 1 end * power(0.5, len(fields)) as doubt from weighed
)
select id, doubt, weight, unseen, guessed, fields, merging, count(*) over () from ranked
order by doubt * weight * unseen desc, id limit $limit offset $skip
