-- The same between one party, on the side 0, and each of some others, on the sides 1, 2, ... in the order of $others; whatever they are told to be of.
with other as (select unnest($others::varchar[]) as id, generate_subscripts($others::varchar[], 1) as side),
mine as (select distinct event, side from event_parties where id = $id),
dealt as (
    select distinct event_parties.event, other.side, mine.side = 'actor' as acts
    from event_parties join mine on mine.event = event_parties.event and mine.side <> event_parties.side
        join other on other.id = event_parties.id
)
select
    events.id as event, date_from::date as first, coalesce(date_to, date_from)::date as last,
    case when acts then 0 else dealt.side end::integer as source, case when acts then dealt.side else 0 end::integer as target,
    /*include dealing_columns*/
from events join dealt on dealt.event = events.id
where /*include is_dealing*/
order by first, last, events.id, source, target
