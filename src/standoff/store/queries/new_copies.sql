-- Of the given copies, those whose source the archive does not name yet.
select distinct given.document, given.source
from (select unnest($document::varchar[]) as document, unnest($source::varchar[]) as source) as given
anti join copies on copies.document = given.document and copies.source = given.source
anti join documents on documents.id = given.document and documents.source = given.source
order by 1, 2
