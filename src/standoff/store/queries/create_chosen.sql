-- The events that pass a filter, with what a page counts and orders them by.
create or replace temp table chosen as
select id, type, quad, status, country, date_from, date_to, deaths_lo, sources from events where /*conditions*/
