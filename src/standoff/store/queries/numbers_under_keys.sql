-- Numbers of the mentions that lie under one of the keys: merged ones, and those of the documents that are being merged.
select distinct mention from blocks
where key in (select unnest($keys::varchar[])) and mention not in (
    select seq from mentions
    where document in (select document from unmerged) and document not in (select unnest($documents::varchar[]))
)
