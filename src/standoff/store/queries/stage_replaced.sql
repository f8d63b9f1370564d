-- What the events that are about to be replaced are now.
create or replace temp table replaced as
with held as (
    select event, list(mention order by position) as mentions from event_mentions
    where event in (select unnest($events::varchar[])) group by event
)
select events.id, recorded, sources, body, held.mentions from events join held on held.event = events.id
