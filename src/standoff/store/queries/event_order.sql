order by
    case $order when 'sources' then sources when 'deaths' then coalesce(deaths_lo, 0) when 'claims' then coalesce(told, 0) end desc,
    case when $order not in ('date', 'latest') then sources end desc,
    case when $order not in ('date', 'latest') then coalesce(deaths_lo, 0) end desc,
    case when $order = 'latest' then date_from end desc nulls last, date_from nulls last, date_to, id
limit $limit offset $offset
