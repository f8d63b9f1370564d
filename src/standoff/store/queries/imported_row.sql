select file, line, columns, body from imported_rows where event = $event
