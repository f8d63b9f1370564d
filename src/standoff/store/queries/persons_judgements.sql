select left_id, right_id, verdict, decided_by, decided_at, note from judgements
where decided_by <> 'machine' order by decided_at, decided_by, verdict, note, left_id, right_id
