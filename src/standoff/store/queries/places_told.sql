-- The places of events that reports tell, those of most events first.
select place from events where place is not null and dataset is null group by place order by count(*) desc, place limit $limit
