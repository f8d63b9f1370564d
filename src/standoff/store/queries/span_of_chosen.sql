-- How many of the chosen events there are, how many are dated to a year or less, their first and last day, and the days between which
-- all but a fiftieth of them lie at either end: one look back at 1990 would otherwise leave no room for a month of news.
with dated as (select date_from, date_to from chosen where date_to - date_from <= 365)
select
    (select count(*) from chosen), count(*), min(date_from), max(date_to),
    quantile_disc(date_from, 0.02), quantile_disc(date_to, 0.98)
from dated
