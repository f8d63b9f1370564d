select
    (select coalesce(max(seq) + 1, 0) from documents),
    (select coalesce(max(seq) + 1, 0) from mentions),
    (select coalesce(max(seq) + 1, 0) from ties)
