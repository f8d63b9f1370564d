-- Events that reports tell and that became what they are after a moment: first those told as news, the deadliest, the most told, the most intense.
select id, recorded from events
where recorded > $moment::timestamp and dataset is null
order by status <> 'actual', coalesce(deaths_lo, 0) desc, sources desc, abs(score) desc, date_from desc nulls last, id
