-- Who did what to whom when: a row per event and pair of sides, from the side `source` to the side `target`, where no side is only guessed.
-- Plain statements, which some data sets hold and PLOVER does not know, are no dealings.
-- $ids, $countries, $sectors name parties, $sides the number of the side that each stands on.
with stands as (
    select unnest($ids::varchar[]) as id, unnest($countries::varchar[]) as country, unnest($sectors::varchar[]) as sector,
        unnest($sides::integer[]) as side
),
party as (
    select distinct event, event_parties.side as acts, stands.side
    from event_parties join stands
        on stands.id = event_parties.id and stands.country is not distinct from event_parties.country and stands.sector = event_parties.sector
)
select
    events.id as event, date_from::date as first, coalesce(date_to, date_from)::date as last, actor.side as source, recipient.side as target,
    /*include dealing_columns*/
from events
    join party as actor on actor.event = events.id and actor.acts = 'actor'
    join party as recipient on recipient.event = events.id and recipient.acts = 'recipient'
where actor.side <> recipient.side and /*include is_dealing*/
order by first, last, events.id, source, target
