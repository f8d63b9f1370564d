-- Documents that wait for merging, in the order of publication (undated ones last), then of arrival.
select documents.id, count(*)
from (select distinct document from unmerged) as waiting
    join documents on documents.id = waiting.document
    join mentions on mentions.document = documents.id
group by documents.seq, documents.id, documents.published
order by documents.published nulls last, documents.seq
