create or replace temp table named_parties (
    name varchar, country_code varchar, sector_code varchar, id varchar, label varchar, country varchar, sector varchar
)
