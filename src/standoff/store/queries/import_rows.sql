insert into imported_rows select fresh.id, $file::varchar, line, $columns::varchar, row_text from fresh join raw using (line)
