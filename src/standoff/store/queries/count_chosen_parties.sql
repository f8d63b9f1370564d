-- The parties that are on one side of most of the chosen events.
select id, count(*) as events from event_parties
where side = $side /*chosen*/
group by id order by events desc, id limit $most
