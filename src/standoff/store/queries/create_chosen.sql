-- What the counts of a page are made from: how many of the chosen events are alike in all that is counted.
create or replace temp table chosen as
select type, quad, status, country, date_from, date_to, count(*) as events from events /*chosen*/
group by all
