-- Whether an event passes every filter given; a null filter passes all. A party is named by its id or a part of its name, after "=" by its id alone.
($types::varchar[] is null or list_contains($types::varchar[], type))
    and ($quads::varchar[] is null or list_contains($quads::varchar[], quad))
    and ($statuses::varchar[] is null or list_contains($statuses::varchar[], status))
    and ($min_confidence::double is null or confidence >= $min_confidence::double)
    and ($since::date is null or date_to >= $since::date)
    and ($until::date is null or date_from <= $until::date)
    and ($place::varchar is null or '"' || place || '"' = $place::varchar or contains(lower(coalesce(place, '')), lower($place::varchar)))
    and ($place_country::varchar is null or country = $place_country::varchar)
    and ($country::varchar is null or country = $country::varchar
        or id in (select event from event_parties where country = $country::varchar))
    and ($actor::varchar is null or id in (
        select event from event_parties
        where case when left($actor::varchar, 1) = '=' then id = substr($actor::varchar, 2) else lower(id) = lower($actor::varchar) or contains(lower(name), lower($actor::varchar)) end))
    and ($source::varchar is null or id in (
        select event from event_parties
        where side = 'actor' and case when left($source::varchar, 1) = '=' then id = substr($source::varchar, 2) else lower(id) = lower($source::varchar) or contains(lower(name), lower($source::varchar)) end))
    and ($target::varchar is null or id in (
        select event from event_parties
        where side = 'recipient' and case when left($target::varchar, 1) = '=' then id = substr($target::varchar, 2) else lower(id) = lower($target::varchar) or contains(lower(name), lower($target::varchar)) end))
    and ($text::varchar is null
        or id in (
            select event from event_mentions join mentions on mentions.seq = event_mentions.mention
            where contains(lower(body), lower(trim(to_json($text::varchar)::varchar, '"'))) -- as JSON has it: sooner than to read the JSON of all
                and contains(lower(body ->> '$.sentence'), lower($text::varchar)))
        or id in (select event from imported_rows where contains(lower(body), lower($text::varchar))))
    and (not $differing::boolean or id in (select event from claims))
    and (not $disputed::boolean or regexp_matches(body, '"disputed_[a-z]+"')) -- in a text the quotes would be escaped
    and (($box::double[] is null and $precisions::varchar[] is null) or id in (
        select id from (select id, /*include event_point*/ as told from events where place is not null)
        where ($precisions::varchar[] is null or list_contains($precisions::varchar[], told[3]))
            and ($box::double[] is null or (
                told[1]::double >= list_extract($box::double[], 2) and told[1]::double < list_extract($box::double[], 4)
                and told[2]::double >= list_extract($box::double[], 1) and told[2]::double < list_extract($box::double[], 3)))))
