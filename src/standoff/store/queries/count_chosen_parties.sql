-- The parties that are on either side of most of the chosen events.
select side, id, count(*) as events from event_parties /*chosen*/
group by side, id qualify row_number() over (partition by side order by count(*) desc, id) <= $most
order by side, events desc, id
