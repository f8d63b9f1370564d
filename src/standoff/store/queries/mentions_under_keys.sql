-- Mentions that lie under one of the keys: merged ones, and those of the documents that are being merged. Under each key of `years`, which
-- mentions of all times share, only the nearest to these documents by publication.
with at_hand as (
    select blocks.key, mentions.seq, mentions.document
    from blocks join mentions on mentions.seq = blocks.mention
    where blocks.key in (select unnest(list_concat($keys::varchar[], $years::varchar[])))
        and (mentions.document not in (select document from unmerged) or mentions.document in (select unnest($documents::varchar[])))
),
middle as (select quantile_disc(published, 0.5) as day from documents where id in (select unnest($documents::varchar[]))),
near as (
    select seq from at_hand where key in (select unnest($keys::varchar[]))
    union
    select seq from (
        select at_hand.seq, row_number() over (partition by key order by abs(published - day) nulls last, at_hand.seq) as place
        from at_hand join documents on documents.id = at_hand.document, middle
        where key in (select unnest($years::varchar[]))
    ) where place <= $most
)
select mentions.seq, mentions.body, documents.published, coalesce(documents.near, documents.id), documents.publisher, documents.source
from mentions join documents on documents.id = mentions.document
where mentions.seq in (select seq from near)
order by mentions.seq
