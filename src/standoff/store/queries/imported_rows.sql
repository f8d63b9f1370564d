-- The rows of one data set that these events were imported from.
select event, file, line, columns, body from imported_rows
where event in (select id from events where dataset = $dataset::varchar and id in (select unnest($events::varchar[])))
