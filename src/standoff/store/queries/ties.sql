-- Asserted ties with their documents, one row per sentence.
select ties.body, documents.source, documents.publisher, documents.published, coalesce(documents.near, documents.id)
from ties join documents on documents.id = ties.document
where ($types::varchar[] is null or list_contains($types::varchar[], ties.type))
    and ($country::varchar is null or source_country = $country::varchar or target_country = $country::varchar)
    and ($since::date is null or documents.published >= $since::date)
    and ($until::date is null or documents.published <= $until::date)
    and ($actor::varchar is null
        or lower(source_id) = lower($actor::varchar) or contains(lower(source_name), lower($actor::varchar))
        or lower(target_id) = lower($actor::varchar) or contains(lower(target_name), lower($actor::varchar)))
order by ties.seq
