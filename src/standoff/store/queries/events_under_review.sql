-- The events that persons' words about any of these mentions are about now.
with /*include standing_reviews*/
select distinct event from holder
where seq in (select seq from about where mention in (select unnest($mentions::bigint[]))) order by event
