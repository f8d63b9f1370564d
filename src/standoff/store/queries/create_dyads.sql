-- For users' queries: one row per actor and recipient of an event, with the first day of the month in which it began.
create or replace temp view dyads as
select
    events.id as event, date_trunc('month', date_from)::date as month, type, quad, score, status, dataset, date_from, date_to, deaths_lo, deaths_hi,
    actor.id as actor, actor.country as actor_country, recipient.id as recipient, recipient.country as recipient_country
from events
    join event_parties as actor on actor.event = events.id and actor.side = 'actor'
    join event_parties as recipient on recipient.event = events.id and recipient.side = 'recipient'
