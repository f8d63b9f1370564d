select file, line, body from imported_rows where event = $event
