-- Rows of a file beside the lines that they begin on.
create or replace temp table raw as
select *, /*row_text*/ as row_text/*absent*/
from read_csv($path, columns = {/*columns*/}, auto_detect = false, header = false, delim = $delimiter, quote = $quote,
    escape = $quote, new_line = '\n', max_line_size = 2000000)
positional join (select unnest($lines::bigint[]) as line)
