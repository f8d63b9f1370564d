-- The first and the last day of the events that are said to have happened; nulls where none has a date.
select min(date_from), max(date_to) from events where status = 'actual'
