-- What only events of data sets have; their body is made from the columns.
update events set
    body = '', dataset = $dataset, deaths_best = $deaths_best, lat = $lat, lon = $lon, place_precision = $precision, modes = $modes, contexts = $contexts
where id = $event
