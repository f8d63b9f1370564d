-- Decisions about pairs of which both are among these mentions.
select left_id, right_id, verdict, decided_by, score, features, note from judgements
where left_mention in (select unnest($mentions::varchar[])) and right_mention in (select unnest($mentions::varchar[]))
order by verdict desc, score desc nulls first, left_id, right_id
