-- (part of a query) What persons have said of events and not taken back (`standing`), its mentions one by one (`about`), and the event that each
-- word is about now (`holder`): the one that has most of these mentions; at a tie the one that has the earliest. An event of a data set has no
-- mentions and never another id.
standing as (
    select * from reviews
    where verdict <> 'undo' and seq not in (select takes_back from reviews where takes_back is not null)
),
about as (select seq, unnest(mentions) as mention, generate_subscripts(mentions, 1) as place from standing),
holder as (
    select about.seq, event_mentions.event, count(*) as shared
    from about join event_mentions on event_mentions.mention = about.mention
    group by about.seq, event_mentions.event
    qualify row_number() over (partition by about.seq order by count(*) desc, min(about.place)) = 1
    union all select seq, event, 0 from standing where len(mentions) = 0
)
