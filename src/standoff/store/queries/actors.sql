-- One row per party of the chosen events. That an event may name a party twice is counted apart: to count distinct events takes three times as long.
with party as /*party*/,
told as (
    select
        party.id, arg_max(name, length(name)) as name, any_value(party.country) as country, any_value(sector) as sector,
        count(*) filter (side = 'actor') as acted, count(*) filter (side = 'recipient') as received,
        min(date_from) as first, max(date_to) as last, mode(type) as most_often
    from party join events on events.id = party.event group by party.id
),
on_one_side as ( -- how often too often
    select
        id, count(*) filter (side = 'actor') - count(distinct event) filter (side = 'actor') as acted,
        count(*) filter (side = 'recipient') - count(distinct event) filter (side = 'recipient') as received
    from party where event in (select event from party where position > 0) group by id
),
on_both_sides as (
    select id, count(distinct event) as events from party
    where side = 'recipient' and (event, id) in (select event, id from party where side = 'actor') group by id
)
select
    told.id, name, country, sector,
    told.acted + told.received - coalesce(one.acted + one.received, 0) - coalesce(two.events, 0) as events,
    told.acted - coalesce(one.acted, 0), told.received - coalesce(one.received, 0), first, last, most_often
from told left join on_one_side as one on one.id = told.id left join on_both_sides as two on two.id = told.id
order by events desc, told.id limit $most
