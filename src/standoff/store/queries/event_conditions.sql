-- (parts of a query) What a filter asks of an event: a condition under the name of each value. Those of values that are not given are left out,
-- for to look at what a null lets pass takes as long as to look at what it does not.
-- A party is named by its id or a part of its name, after "=" by its id alone.
--- types
list_contains($types::varchar[], type)
--- quads
list_contains($quads::varchar[], quad)
--- statuses
list_contains($statuses::varchar[], status)
--- min_confidence
confidence >= $min_confidence::double
--- since
date_to >= $since::date
--- until
date_from <= $until::date
--- place
('"' || place || '"' = $place::varchar or contains(lower(coalesce(place, '')), lower($place::varchar)))
--- place_country
country = $place_country::varchar
--- country
(country = $country::varchar or id in (select event from event_parties where country = $country::varchar))
--- actor
id in (
    select event from event_parties
    where case when left($actor::varchar, 1) = '=' then id = substr($actor::varchar, 2) else lower(id) = lower($actor::varchar) or contains(lower(name), lower($actor::varchar)) end)
--- source
id in (
    select event from event_parties
    where side = 'actor' and case when left($source::varchar, 1) = '=' then id = substr($source::varchar, 2) else lower(id) = lower($source::varchar) or contains(lower(name), lower($source::varchar)) end)
--- target
id in (
    select event from event_parties
    where side = 'recipient' and case when left($target::varchar, 1) = '=' then id = substr($target::varchar, 2) else lower(id) = lower($target::varchar) or contains(lower(name), lower($target::varchar)) end)
--- text
(id in (select event from event_mentions where mention in (select seq from mentions where contains(sentence, lower($text::varchar))))
    or id in (select event from imported_rows where contains(lower(body), lower($text::varchar))))
--- differing
id in (select event from claims where $differing::boolean)
--- disputed
($disputed::boolean and regexp_matches(body, '"disputed_[a-z]+"')) -- in a text the quotes would be escaped
--- box
id in (
    select id from (select id, /*include event_point*/ as told from events where place is not null)
    where told[1]::double >= list_extract($box::double[], 2) and told[1]::double < list_extract($box::double[], 4)
        and told[2]::double >= list_extract($box::double[], 1) and told[2]::double < list_extract($box::double[], 3))
--- precisions
id in (
    select id from (select id, /*include event_point*/ as told from events where place is not null)
    where list_contains($precisions::varchar[], told[3]))
