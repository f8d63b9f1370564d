insert into imported_rows select fresh.id, $file::varchar, line, $columns::varchar, /*values*/ from fresh join raw using (line)
