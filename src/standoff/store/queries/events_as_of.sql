-- Events as they were at a moment, of those that have become something else since.
select event, sources, body from past_events
where (recorded is null or recorded <= $moment::timestamp) and replaced > $moment::timestamp
order by event
