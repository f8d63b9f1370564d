-- One row per party of the given events.
with party as (
    select p.*, e.date_from, e.date_to, e.type from event_parties p join events e on e.id = p.event
    where p.event in (select unnest($events::varchar[]))
)
select
    id, arg_max(name, length(name)), any_value(country), any_value(sector),
    count(distinct event) as events,
    count(distinct event) filter (where side = 'actor'),
    count(distinct event) filter (where side = 'recipient'),
    min(date_from), max(date_to), mode(type)
from party group by id order by events desc, id limit $limit
