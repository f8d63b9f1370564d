-- The parties of the rows at hand that the archive does not have.
create or replace temp table fresh_parties as
with told as (
    select id as event, type, date_from, date_to, 'actor' as side, generate_subscripts(actors, 1) - 1 as position, unnest(actors) as party from fresh
    union all
    select id, type, date_from, date_to, 'recipient', generate_subscripts(recipients, 1) - 1, unnest(recipients) from fresh
)
select
    told.event, told.side, told.position::integer as position, p.id, p.label as name, p.country, p.sector,
    told.type, told.date_from, told.date_to
from told join named_parties p
    on p.name is not distinct from told.party.name and p.country_code is not distinct from told.party.country_code
    and p.sector_code is not distinct from told.party.sector_code
