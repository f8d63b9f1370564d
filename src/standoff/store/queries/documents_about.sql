select
    id, source, url, title, publisher, published, near,
    (select coalesce(list(copies.source order by copies.source), []) from copies where copies.document = documents.id)
from documents where id in (select unnest($documents::varchar[]))
