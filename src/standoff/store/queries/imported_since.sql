-- What was imported after a moment, by data set and file.
select dataset, file, count(*), min(date_from), max(date_to), sum(coalesce(deaths_best, deaths_lo, 0))::bigint
from events join imported_rows on imported_rows.event = events.id
where recorded > $moment::timestamp group by dataset, file order by count(*) desc, dataset, file
