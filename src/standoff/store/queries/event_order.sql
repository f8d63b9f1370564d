-- (parts of a query) By which columns events are ordered: under the name of each order.
--- date
date_from nulls last, date_to, id
--- latest
date_from desc nulls last, date_to, id
--- sources
sources desc, coalesce(deaths_lo, 0) desc, date_from nulls last, date_to, id
--- deaths
coalesce(deaths_lo, 0) desc, sources desc, date_from nulls last, date_to, id
--- claims
coalesce((
    select told from (
        select event, count(distinct (field, value)) as told from claims
        where field not in ('actors', 'recipients') -- other words are often the same party
        group by event
    ) where event = id), 0) desc,
sources desc, coalesce(deaths_lo, 0) desc, date_from nulls last, date_to, id
