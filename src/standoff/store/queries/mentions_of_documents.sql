select mentions.seq, mentions.body, documents.published, coalesce(documents.near, documents.id), documents.publisher, documents.source
from mentions join documents on documents.id = mentions.document
where mentions.document in (select unnest($documents::varchar[])) and mentions.seq not in (/*include withdrawn*/)
order by mentions.seq
