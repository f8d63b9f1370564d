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
differing as materialized (
    select distinct event, field from claims where field not in ('actors', 'recipients') -- other words are often the same party
),
based as materialized ( -- as if no mention were tied loosely, which takes longest to tell
    select waiting.id, weight, unseen, (1 - reading) * power(0.5, coalesce(fields, 0)) as base
    from waiting left join (select event, count(*) as fields from differing group by event) as told on told.event = waiting.id
),
loosest as (
    select coalesce(1 - 1 / (1 + exp(-($slope * min(score) + $offset))), 0) as chance
    from judgements where verdict = 'same' and decided_by = 'machine'
),
likely as materialized ( -- those that may be among the first if they hold the loosest mention of all
    select * from based
    where (1 - base / 2 * (1 - (select chance from loosest))) * weight * unseen >= (
        select min(rank) from (select (1 - base) * weight * unseen as rank from based order by rank desc limit $limit + $skip)
    )
),
own as materialized (
    select event_mentions.event, mentions.id
    from event_mentions join mentions on mentions.seq = event_mentions.mention where event_mentions.event in (select id from likely)
),
agreeing as materialized (
    select left_mention, right_mention, score from judgements
    where (left_mention in (select id from own) or right_mention in (select id from own)) and verdict = 'same' and decided_by = 'machine'
),
tied as ( -- how well each mention agrees with that other of its event with which it agrees best
    select id, max(score) as score
    from (select left_mention as id, score from agreeing union all select right_mention, score from agreeing) group by id
),
loose as ( -- how likely the mention of each event that is tied to it least surely is of another
    select own.event, 1 - 1 / (1 + exp(-($slope * min(tied.score) + $offset))) as chance
    from tied join own on own.id = tied.id group by own.event
),
named as (
    select event, list(field order by field) as fields from differing where event in (select id from likely) group by event
),
bounded as materialized (
    select
        id, weight, unseen, coalesce(named.fields, []) as fields, coalesce(loose.chance, 0) as merging,
        base * (1 - coalesce(loose.chance, 0)) as sure
    from likely left join loose on loose.event = likely.id left join named on named.event = likely.id
),
least as (
    select min(rank) as rank from (
        select (1 - sure) * weight * unseen as rank from bounded order by rank desc limit $limit + $skip
    )
)
select id, weight, unseen, fields, merging, sure, (select count(*) from waiting) from bounded
where (1 - sure / 2) * weight * unseen >= (select rank from least)
