insert into judgements
select
    unnest($left_id::varchar[]), unnest($right_id::varchar[]), unnest($left_mention::varchar[]),
    unnest($right_mention::varchar[]), unnest($verdict::varchar[]), unnest($decided_by::varchar[]),
    unnest($decided_at::varchar[]), unnest($score::double[]), unnest($features::varchar[]), unnest($note::varchar[])
