-- Documents that wait for merging, in the order of arrival.
select distinct documents.seq, documents.id
from unmerged join documents on documents.id = unmerged.document
order by documents.seq
