-- Imported events have no body: it is made here, from their columns and parties.
with sides as (
    select event,
        list({id: id, name: name, country: country, sector: sector, text: name} order by position) filter (side = 'actor') as actors,
        list({id: id, name: name, country: country, sector: sector, text: name} order by position) filter (side = 'recipient') as recipients
    from event_parties where event in (select unnest($events::varchar[])) group by event
)
select e.id,
    case when e.body <> '' then e.body else to_json({
        id: e.id, type: e.type, mode: coalesce(e.modes, []), context: coalesce(e.contexts, []), status: e.status,
        actors: coalesce(sides.actors, []), recipients: coalesce(sides.recipients, []),
        date: case when e.date_from is null then null else [e.date_from, e.date_to] end,
        place: case when e.place is null then null else
            {name: e.place, country: e.country, lat: e.lat, lon: e.lon, precision: coalesce(e.place_precision, 'country')} end,
        deaths: case when e.deaths_lo is null then null else [e.deaths_lo, e.deaths_hi] end, injured: case when e.injured_lo is null then null else [e.injured_lo, e.injured_hi] end,
        count: [e.count_lo, e.count_hi], attributed_to: []::varchar[], confidence: e.confidence, quad: e.quad, score: e.score,
        dataset: e.dataset, deaths_best: e.deaths_best
    }) end,
    e.sources
from events e left join sides on sides.event = e.id where e.id in (select unnest($events::varchar[]))
union all -- what persons rejected is still there to be looked at
select event, body, sources from coded_events where rejected and event in (select unnest($events::varchar[]))
