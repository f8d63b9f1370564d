insert into event_parties
select
    unnest($event::varchar[]), unnest($side::varchar[]), unnest($position::integer[]), unnest($id::varchar[]),
    unnest($name::varchar[]), unnest($country::varchar[]), unnest($sector::varchar[])
