-- The names of parties, those given most often first.
select name from event_parties group by name order by count(*) desc, name limit $limit
