insert into claims
select
    unnest($event::varchar[]), unnest($position::integer[]), unnest($field::varchar[]), unnest($value::varchar[]),
    unnest($said_by::varchar[]), unnest($mention::integer[])
