-- What the SQL of a format may say about an event; the columns that it leaves out are null.
create or replace temp table event_row (
    line bigint, key varchar, type varchar, modes varchar[], contexts varchar[], score double, status varchar, date_from date, date_to date,
    place varchar, place_country varchar, lat double, lon double, precision varchar, deaths_lo bigint, deaths_best bigint, deaths_hi bigint,
    injured_lo bigint, injured_hi bigint, count_lo bigint, count_hi bigint, confidence double, sources integer,
    actors struct(name varchar, country_code varchar, sector_code varchar)[],
    recipients struct(name varchar, country_code varchar, sector_code varchar)[], problem varchar
)
