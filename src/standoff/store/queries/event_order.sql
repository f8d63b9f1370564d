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
(select count(distinct (field, value)) from claims
    where claims.event = id and field not in ('actors', 'recipients')) desc, -- other words are often the same party
sources desc, coalesce(deaths_lo, 0) desc, date_from nulls last, date_to, id
