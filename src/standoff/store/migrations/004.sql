-- Version 4: each party has the type and the days of its event beside it, so that counting parties looks up no event.
alter table event_parties add column event_type varchar;
alter table event_parties add column event_from date;
alter table event_parties add column event_to date;
update event_parties set event_type = events.type, event_from = events.date_from, event_to = events.date_to
from events where events.id = event_parties.event;
