-- Numbers of all mentions of the events that hold one of the mentions, but for those that are no mentions any more.
select mention from event_mentions
where event in (select event from event_mentions where mention in (select unnest($mentions::bigint[])))
    and mention not in (/*include withdrawn*/)
