-- How many of the chosen events are alike in class and days: what they are counted over time from.
create or replace temp table chosen_days as
select quad, date_from, date_to, count(*) as events from /*chosen*/ group by all
