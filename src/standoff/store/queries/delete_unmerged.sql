delete from unmerged where document in (select unnest($documents::varchar[]))
