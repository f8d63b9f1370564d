-- Ids of the events of a party that are said to have happened: the latest, or those that most sources tell of.
select id from events where status = 'actual' and id in (select event from event_parties where id = $id)
order by case when $order = 'sources' then sources end desc, date_from desc nulls last, id limit $most
