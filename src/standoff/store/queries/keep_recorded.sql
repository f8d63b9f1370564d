-- An event that is what it was keeps the time at which it became so, and has no past.
create or replace temp table unchanged as
with held as (
    select event, list(mention order by position) as mentions from event_mentions
    where event in (select id from replaced) group by event
)
select replaced.id, replaced.recorded from replaced
    join events on events.id = replaced.id and events.body = replaced.body and events.sources = replaced.sources
    join held on held.event = replaced.id and held.mentions = replaced.mentions;
update events set recorded = unchanged.recorded from unchanged where unchanged.id = events.id;
