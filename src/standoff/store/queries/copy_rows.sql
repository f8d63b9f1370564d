-- What the index of copies is restored from, in the order of arrival.
select id, digest, signature, near from documents order by seq
