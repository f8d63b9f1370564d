-- When the archive was last added to: the beginning of the last run that changed it, or the last import if that was later.
select greatest(
    (select max(started) from runs), (select max(recorded) - interval 1 second from events where dataset is not null)
)
