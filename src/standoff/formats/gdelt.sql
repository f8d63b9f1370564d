-- Rows of a GDELT event table (`raw`, all text) into event rows. Actor country codes are CAMEO's three letters, place codes FIPS 10-4.
select
    line,
    GLOBALEVENTID as key,
    coalesce(cameo.type, 'STATEMENT') as type,
    case when cameo.mode is not null then [cameo.mode] end as modes,
    case when cameo.context is not null then [cameo.context] end as contexts,
    coalesce(try_cast(GoldsteinScale as double), cameo.score::double) as score,
    try_strptime(SQLDATE, '%Y%m%d')::date as date_from,
    try_strptime(SQLDATE, '%Y%m%d')::date as date_to,
    nullif(ActionGeo_FullName, '') as place,
    fips.iso3 as place_country,
    try_cast(ActionGeo_Lat as double) as lat,
    try_cast(ActionGeo_Long as double) as lon,
    case ActionGeo_Type when '1' then 'country' when '2' then 'region' when '5' then 'region' when '3' then 'town' when '4' then 'town' end
        as precision,
    coalesce(try_cast(NumSources as integer), 1) as sources,
    [party(Actor1Name, Actor1CountryCode, coalesce(nullif(Actor1Type1Code, ''), Actor1Type2Code))] as actors,
    [party(Actor2Name, Actor2CountryCode, coalesce(nullif(Actor2Type1Code, ''), Actor2Type2Code))] as recipients,
    case
        when GLOBALEVENTID is null then 'GLOBALEVENTID: is empty'
        when try_strptime(SQLDATE, '%Y%m%d') is null then 'SQLDATE: ' || coalesce(SQLDATE, '') || ' is no day'
        when cameo.code is null then 'EventCode: ' || coalesce(EventCode, '') || ' is no CAMEO code'
    end as problem
from raw left join cameo on cameo.code = EventCode left join fips on fips.fips = ActionGeo_CountryCode
