select mentions.seq, mentions.body, documents.published, coalesce(documents.near, documents.id), documents.publisher, documents.source
from mentions join documents on documents.id = mentions.document
where documents.seq < $document
order by mentions.seq
