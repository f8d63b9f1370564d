insert into past_events
select id, recorded, $replaced::timestamp, sources, body, mentions from replaced where id not in (select id from unchanged)
