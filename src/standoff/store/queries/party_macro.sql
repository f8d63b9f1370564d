-- How the SQL of formats writes a party: name, country code and sector code as the data set has them.
create or replace temp macro party(n, c, s) as {name: nullif(n, ''), country_code: nullif(c, ''), sector_code: nullif(s, '')}
