-- Numbers of the mentions that lie under one of the keys: merged ones, and those of the documents that are being merged. Under each key of
-- `years`, which mentions of all times share, only the nearest to these documents by publication.
with at_hand as (
    select blocks.key, blocks.mention, mentions.document
    from blocks join mentions on mentions.seq = blocks.mention
    where blocks.key in (select unnest(list_concat($keys::varchar[], $years::varchar[])))
        and (mentions.document not in (select document from unmerged) or mentions.document in (select unnest($documents::varchar[])))
),
middle as (select quantile_disc(published, 0.5) as day from documents where id in (select unnest($documents::varchar[])))
select mention from at_hand where key in (select unnest($keys::varchar[]))
union
select mention from (
    select mention, row_number() over (partition by key order by abs(published - day) nulls last, mention) as place
    from at_hand join documents on documents.id = at_hand.document, middle
    where key in (select unnest($years::varchar[]))
) where place <= $most
