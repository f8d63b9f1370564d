-- How many of the chosen events there are, how many are dated to a year or less, their first and last day, and the days between which
-- all but a fiftieth of them lie at either end, of a few that span more than two years all but one that lies apart: one look back at 1990
-- would otherwise leave no room for a month of news.
with dated as (select date_from, date_to, events from chosen_days where date_to - date_from <= 365),
summed as (
    select date_from, date_to, sum(events) over () as number,
        sum(events) over (order by date_from) as by_start, sum(events) over (order by date_to) as by_end
    from dated
),
ends as (
    select count(*) as rows, min(date_from) as first, max(date_to) as last,
        min(date_from) filter (by_start >= 0.02 * number) as early, min(date_to) filter (by_end >= 0.98 * number) as late,
        min(date_from) filter (by_start > 1) as second, min(date_to) filter (by_end >= number - 1) as last_but_one
    from summed
)
select
    (select coalesce(sum(events), 0)::bigint from chosen_days), (select coalesce(sum(events), 0)::bigint from dated), first, last,
    case when rows >= 5 and last - first > 730 and 2 * (second - first) > last - first then greatest(early, second) else early end,
    case when rows >= 5 and last - first > 730 and 2 * (last - last_but_one) > last - first then least(late, last_but_one) else late end
from ends
