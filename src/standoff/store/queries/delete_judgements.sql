-- The machine's decisions about pairs of these mentions; those of persons stay.
delete from judgements
where decided_by = 'machine'
    and left_mention in (select unnest($mentions::varchar[]))
    and right_mention in (select unnest($mentions::varchar[]))
