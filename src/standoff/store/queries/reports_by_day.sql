-- How many independent reports were published on each day: near copies of one count once.
select published, count(distinct coalesce(near, id)) from documents where published is not null group by published order by published
