insert into event_parties (event, side, position, id, name, country, sector, event_type, event_from, event_to)
select
    unnest($event::varchar[]), unnest($side::varchar[]), unnest($position::integer[]), unnest($id::varchar[]),
    unnest($name::varchar[]), unnest($country::varchar[]), unnest($sector::varchar[]),
    unnest($event_type::varchar[]), unnest($event_from::date[]), unnest($event_to::date[])
