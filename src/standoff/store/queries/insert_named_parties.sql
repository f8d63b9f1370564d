insert into named_parties
select
    unnest($name::varchar[]), unnest($country_code::varchar[]), unnest($sector_code::varchar[]), unnest($id::varchar[]),
    unnest($label::varchar[]), unnest($country::varchar[]), unnest($sector::varchar[])
