-- What happened when and where, and by whom: a row per event and side that acts, one without a side (-1) where none is known or it is only guessed.
-- Plain statements, which some data sets hold and PLOVER does not know, are no acts.
-- $ids, $countries, $sectors name parties, $sides the number of the side that each stands on.
with stands as (
    select unnest($ids::varchar[]) as id, unnest($countries::varchar[]) as country, unnest($sectors::varchar[]) as sector,
        unnest($sides::integer[]) as side
),
actor as (
    select distinct event_parties.event, stands.side
    from event_parties join stands
        on stands.id = event_parties.id and stands.country is not distinct from event_parties.country and stands.sector = event_parties.sector
    where event_parties.side = 'actor'
)
select
    events.id as event, date_from::date as first, coalesce(date_to, date_from)::date as last,
    case when contains(body, '"guessed_actors"') then -1 else coalesce(actor.side, -1) end::integer as source,
    list_position($types::varchar[], type)::integer - 1 as type, coalesce(events.country, '') as country, dataset is null as reported,
    coalesce(deaths_best, deaths_lo, 0)::double as deaths_best
from events left join actor on actor.event = events.id
where status = 'actual' and date_from is not null and list_contains($types::varchar[], type)
    and ($since::date is null or date_to >= $since::date) and ($until::date is null or date_from <= $until::date)
order by first, last, events.id, source
