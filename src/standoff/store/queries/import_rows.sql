insert into imported_rows select fresh.id, $file::varchar, line, /*values*/ from fresh join raw using (line)
