-- (part of a query) What a dealing is told with beside who dealt with whom.
list_position($types::varchar[], type)::integer - 1 as type, hash(coalesce(place, ''), coalesce(events.country, ''))::ubigint as place, dataset is null as reported,
    count_lo::double as count, coalesce(deaths_lo, 0)::double as deaths_low,
    coalesce(deaths_best, deaths_lo, 0)::double as deaths_best, coalesce(deaths_hi, deaths_best, deaths_lo, 0)::double as deaths_high
