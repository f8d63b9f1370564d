-- Ids of a page of the chosen events.
select id from /*chosen*/ order by /*order*/ limit $limit offset $offset
