-- Events that reports tell, as the software has them, whatever persons have said.
select event, body, sources from coded_events where event in (select unnest($events::varchar[]))
union all
select id, body, sources from events
where dataset is null and id in (select unnest($events::varchar[])) and id not in (select event from coded_events)
