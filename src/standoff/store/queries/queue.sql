-- Events of reports that pass a filter and have mentions that no person has seen: rank = doubt x weight x share of unseen mentions.
-- Doubts count as chances that do not depend on one another; they and the weight are explained in docs/review.md.
-- A guessed side or a second coder that disagrees is a doubt too, but stands in the body alone, which takes longest to read: here are all events
-- that may be among those asked for if that is so, with how sure they are if it is not.
with /*include standing_reviews*/,
seen as (
    select holder.event, count(distinct about.mention) as mentions
    from standing join holder on holder.seq = standing.seq join about on about.seq = standing.seq
        join event_mentions on event_mentions.event = holder.event and event_mentions.mention = about.mention
    where verdict in ('accept', 'add', 'correct', 'reject') group by holder.event
),
waiting as materialized (
    select
        id, 1 - coalesce(seen.mentions, 0) / events.mentions as unseen, 4 * confidence * (1 - confidence) as reading,
        (1 + log2(1 + coalesce(deaths_lo, 0)) + log2(1 + coalesce(injured_lo, 0)) / 2 + log2(greatest(sources, 1)) + abs(score) / 10)
            * case status when 'actual' then 1 else 0.5 end as weight
    from events left join seen on seen.event = events.id
    where dataset is null and events.mentions > coalesce(seen.mentions, 0) and (/*conditions*/)
),
differing as (
    select event, list(distinct field order by field) as fields from claims
    where event in (select id from waiting) and field not in ('actors', 'recipients') -- other words are often the same party
    group by event
),
tied as ( -- how well each mention agrees with that other of its event with which it agrees best; numbers are grouped sooner than words
    select id, max(score) as score
    from (
        select hash(left_mention) as id, score from judgements where verdict = 'same' and decided_by = 'machine'
        union all select hash(right_mention), score from judgements where verdict = 'same' and decided_by = 'machine'
    ) group by id
),
loose as ( -- how likely the mention of each event that is tied to it least surely is of another
    select event_mentions.event, 1 - 1 / (1 + exp(-($slope * min(tied.score) + $offset))) as chance
    from tied join mentions on hash(mentions.id) = tied.id join event_mentions on event_mentions.mention = mentions.seq
    group by event_mentions.event
),
bounded as materialized (
    select
        waiting.id, weight, unseen, coalesce(fields, []) as fields, coalesce(loose.chance, 0) as merging,
        (1 - reading) * (1 - coalesce(loose.chance, 0)) * power(0.5, len(coalesce(fields, []))) as sure
    from waiting left join differing on differing.event = waiting.id left join loose on loose.event = waiting.id
),
least as (
    select min(rank) as rank from (
        select (1 - sure) * weight * unseen as rank from bounded order by rank desc limit $limit + $skip
    )
)
select id, weight, unseen, fields, merging, sure, (select count(*) from waiting) from bounded
where (1 - sure / 2) * weight * unseen >= (select rank from least)
