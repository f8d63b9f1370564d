-- Rows of a file that begin on lines without a gap.
create or replace temp table raw as
select row_number() over () + $first::bigint - 1 as line, */*absent*/
from read_csv($path, columns = {/*columns*/}, auto_detect = false, header = false, delim = $delimiter, quote = $quote,
    escape = $quote, new_line = '\n', max_line_size = 2000000)
