-- Ids of the events of a party that are said to have happened: the latest, and those that most sources tell of.
with own as materialized (
    select id, sources, date_from from events where status = 'actual' and id in (select event from event_parties where id = $id)
)
(select 'latest', id from own order by date_from desc nulls last, id limit $most)
union all
(select 'sources', id from own order by sources desc, date_from desc nulls last, id limit $most)
