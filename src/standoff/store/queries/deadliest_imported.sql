select id from events where recorded > $moment::timestamp and dataset is not null
order by coalesce(deaths_best, deaths_lo, 0) desc, date_from desc nulls last, id limit $limit
