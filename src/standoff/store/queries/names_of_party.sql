-- Under which names a party is told, in how many places, the most first.
select name, count(*) as places from event_parties where id = $id group by name order by places desc, name limit $most
