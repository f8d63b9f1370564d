delete from blocks where mention in (select unnest($mentions::bigint[]))
