-- Latitude, longitude and precision of an event's place, as texts.
case when body = '' then [lat::varchar, lon::varchar, coalesce(place_precision, 'country')]
    else json_extract_string(body, ['$.place.lat', '$.place.lon', '$.place.precision']) end
