-- The same, but under each key only the nearest to a day by publication.
select distinct mention from (
    select mention, row_number() over (partition by key order by abs(published - $day::date) nulls last, mention) as place
    from blocks join mentions on mentions.seq = blocks.mention join documents on documents.id = mentions.document
    where key in (select unnest($keys::varchar[])) and mention not in (
        select seq from mentions
        where document in (select document from unmerged) and document not in (select unnest($documents::varchar[]))
    )
) where place <= $most
