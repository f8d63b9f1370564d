-- How many of the chosen events have which type, quad class, status and country of the place: one row per value.
select
    case grouping_id(type, quad, status, country) when 7 then 'type' when 11 then 'quad' when 13 then 'status' else 'country' end as field,
    coalesce(type, quad, status, country) as value, count(*) as number
from /*chosen*/ group by grouping sets ((type), (quad), (status), (country))
having value is not null order by field, number desc, value
