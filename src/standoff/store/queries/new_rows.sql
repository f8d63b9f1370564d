-- Good rows that the archive does not have, each key once (the first), with the event's id.
create or replace temp table fresh as
select good.* exclude (problem)
from (select $dataset::varchar || ':' || key as id, $dataset::varchar as dataset, incoming.* from incoming where problem is null) as good
where id not in (select id from events where dataset = $dataset::varchar) and id not in (select event from coded_events)
    and line not in (select line from (select line, row_number() over (partition by key order by line) as n from incoming where problem is null) where n > 1)
