select mentions.seq, mentions.body, documents.published, coalesce(documents.near, documents.id), documents.publisher, documents.source
from mentions join documents on documents.id = mentions.document
where mentions.seq in (select unnest($numbers::bigint[]))
order by mentions.seq
