-- The events that pass a filter.
create or replace temp table chosen_ids as select id from events where /*include event_conditions*/
