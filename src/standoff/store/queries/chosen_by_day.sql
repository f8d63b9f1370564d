-- Chosen events by quad class and step of the calendar between two days; an event of several days is spread evenly over them.
with dated as (
    select quad, date_from, date_to, events from chosen_days
    where date_to - date_from <= 365 and date_to >= $first::date and date_from <= $last::date
),
days as (
    select quad, date_trunc($step, date_from)::date as step, events from dated
    where date_trunc($step, date_from) = date_trunc($step, date_to)
    union all
    select quad, date_trunc($step, day)::date, events / (date_to - date_from + 1) from (
        select quad, date_from, date_to, events, unnest(generate_series(date_from, date_to, interval 1 day)) as day from dated
        where date_trunc($step, date_from) <> date_trunc($step, date_to)
    ) where day between $first::date and $last::date
)
select quad, step, sum(events)::double from days group by quad, step order by quad, step
