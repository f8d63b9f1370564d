insert into runs select coalesce(max(id), 0) + 1, $command, $version, $started, null, '{}' from runs returning id
