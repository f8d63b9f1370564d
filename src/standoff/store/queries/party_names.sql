-- Under which name parties are told most often.
select id, arg_max(name, {number: number, name: name}) from (
    select id, name, count(*) as number from event_parties where id in (select unnest($ids::varchar[])) group by id, name
) group by id
