-- Ids of the events that pass a filter.
select id from events where /*conditions*/ order by /*order*/ limit $limit offset $offset
