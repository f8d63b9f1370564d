-- Stored events that hold one of the mentions, with all their mentions, the earliest first.
select event, mention from event_mentions
where event in (select event from event_mentions where mention in (select unnest($mentions::bigint[])))
order by event, position
