-- Parties of the rows that nobody has named yet.
with told as (
    select distinct name, country_code, sector_code -- not in one step: "distinct unnest" looks at the first field alone
    from (select unnest(list_concat(actors, recipients), recursive := true) from incoming where problem is null)
)
select name, country_code, sector_code from told anti join named_parties
    on named_parties.name is not distinct from told.name and named_parties.country_code is not distinct from told.country_code
    and named_parties.sector_code is not distinct from told.sector_code
where told.name is not null or told.country_code is not null or told.sector_code is not null
