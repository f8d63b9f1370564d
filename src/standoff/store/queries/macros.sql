-- How the SQL of formats writes a party: name, country code and sector code as the data set has them.
create or replace temp macro party(n, c, s) as {name: nullif(n, ''), country_code: nullif(c, ''), sector_code: nullif(s, '')};
-- A value, or null where the data set says that it has none.
create or replace temp macro given(x) as case when trim(x) in ('', 'NA', 'None', 'NULL', 'NaN', 'nan') then null else trim(x) end;
-- A day in the spellings that data sets use: 2024-02-06, 2/6/2024 (month first), 6 February 2024, with or without a time after it.
create or replace temp macro a_day(x) as coalesce(
    try_strptime(left(trim(x), 10), '%Y-%m-%d'), try_strptime(split_part(trim(x), ' ', 1), '%m/%d/%Y'),
    try_strptime(trim(x), '%Y%m%d'), try_strptime(trim(x), '%d %B %Y'), try_strptime(trim(x), '%d %b %Y'), try_strptime(trim(x), '%d-%b-%Y')
)::date;
-- A count, or null where it is none; some files write whole numbers as 12.0.
create or replace temp macro a_count(x) as case when try_cast(x as double) >= 0 then try_cast(try_cast(x as double) as bigint) end;
-- Those values of a list that another has.
create or replace temp macro those_known(x, known) as list_sort(list_intersect(x, known));
-- A JSON text or list of texts as a list; a text may hold several, parted by ; or |.
create or replace temp macro json_texts(j) as case json_type(j)
    when 'ARRAY' then from_json(j, '["VARCHAR"]') when 'VARCHAR' then string_split_regex(j ->> '$', ' *[;|] *') else [] end;
-- A number, or [lo, hi], as its lower and its upper bound.
create or replace temp macro json_lo(j) as a_count(case json_type(j) when 'ARRAY' then j ->> '$[0]' else j ->> '$' end);
create or replace temp macro json_hi(j) as a_count(case json_type(j) when 'ARRAY' then j ->> '$[1]' else j ->> '$' end);
-- A name, an object that describes a party, or a list of these, as parties.
create or replace temp macro json_parties(j) as [
    party(
        case json_type(x) when 'VARCHAR' then x ->> '$' else coalesce(x ->> '$.name', x ->> '$.actor', x ->> '$.id') end,
        upper(x ->> '$.country'), x ->> '$.sector'
    )
    for x in case json_type(j) when 'ARRAY' then j::json[] when 'NULL' then [] else [j] end if x is not null
];
