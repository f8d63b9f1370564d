-- What the counts of a page are made from: the events that pass the filter.
create or replace temp table chosen as
select id, type, quad, status, country, date_from, date_to from events where /*include event_conditions*/
