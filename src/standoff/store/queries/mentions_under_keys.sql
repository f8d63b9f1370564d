-- Mentions that lie under one of the keys: merged ones, and those of the documents that are being merged.
select mentions.seq, mentions.body, documents.published, coalesce(documents.near, documents.id), documents.publisher, documents.source
from mentions join documents on documents.id = mentions.document
where mentions.seq in (select mention from blocks where key in (select unnest($keys::varchar[])))
    and (mentions.document not in (select document from unmerged) or mentions.document in (select unnest($documents::varchar[])))
order by mentions.seq
