-- One row per party of the chosen events. That an event may name a party twice is counted apart: to count distinct events takes three times as long.
-- Counted by type first, because `mode` takes long and is free to choose among equals.
with party as /*chosen*/,
typed as (
    select
        id, event_type as type, count(*) as told, count(*) filter (side = 'actor') as acted, min(event_from) as first, max(event_to) as last
    from party group by id, event_type
),
told as (
    select
        id, sum(told) as told, sum(acted) as acted, min(first) as first, max(last) as last,
        arg_max(type, {told: told, type: type}) as most_often
    from typed group by id
),
named as materialized (select id, country, sector, name, count(*) as told from party group by id, country, sector, name),
called as (select id, arg_max(name, {length: length(name), name: name}) as name from named group by id),
coded as ( -- those told most often; among equals the first of the alphabet
    select id, arg_min({country: country, sector: sector}, {often: -told, sector: sector, country: country}) as codes
    from (select id, country, sector, sum(told) as told from named group by id, country, sector) group by id
),
on_one_side as ( -- how often too often
    select
        id, count(*) filter (side = 'actor') - count(distinct event) filter (side = 'actor') as acted,
        count(*) filter (side = 'recipient') - count(distinct event) filter (side = 'recipient') as received
    from party where event in (select event from party where position > 0) group by id
),
perhaps_on_both as materialized ( -- numbers are looked up sooner than pairs of words
    select event, id from party
    where side = 'recipient' and hash(event, id) in (select hash(event, id) from party where side = 'actor')
),
on_both_sides as (
    select id, count(distinct event) as events from perhaps_on_both
    where (event, id) in (select event, id from party where side = 'actor' and event in (select event from perhaps_on_both))
    group by id
)
select
    told.id, called.name, codes.country, codes.sector,
    (told.told - coalesce(one.acted + one.received, 0) - coalesce(two.events, 0))::bigint as events,
    (told.acted - coalesce(one.acted, 0))::bigint, (told.told - told.acted - coalesce(one.received, 0))::bigint,
    first, last, most_often
from told join called on called.id = told.id join coded on coded.id = told.id left join on_one_side as one on one.id = told.id left join on_both_sides as two on two.id = told.id
order by events desc, told.id limit $most
