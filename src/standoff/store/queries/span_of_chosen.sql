-- How many of the chosen events there are, how many are dated to a year or less, their first and last day, and the days between which
-- all but a fiftieth of them lie at either end: one look back at 1990 would otherwise leave no room for a month of news.
with dated as (select date_from, date_to, events from chosen_days where date_to - date_from <= 365),
summed as (
    select date_from, date_to, sum(events) over () as number,
        sum(events) over (order by date_from) as by_start, sum(events) over (order by date_to) as by_end
    from dated
)
select
    (select coalesce(sum(events), 0)::bigint from chosen_days), (select coalesce(sum(events), 0)::bigint from dated), min(date_from), max(date_to),
    min(date_from) filter (by_start >= 0.02 * number), min(date_to) filter (by_end >= 0.98 * number)
from summed
