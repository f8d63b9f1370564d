insert into reviews
select
    (select coalesce(max(seq) + 1, 0) from reviews), $event::varchar, $mentions::bigint[], $verdict::varchar, $changes::varchar, $confidence::double,
    $by::varchar, $at::varchar, $note::varchar, $takes_back::bigint
