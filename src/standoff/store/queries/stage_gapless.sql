-- Rows of a file that begin on lines without a gap: as they are, and those of their columns that the format reads.
create or replace temp table raw as
select row_number() over () + $first::bigint - 1 as line, whole.row_text, /*needed*//*absent*/
from read_csv($path, columns = {/*columns*/}, auto_detect = false, header = false, delim = $delimiter, quote = '', escape = '',
    new_line = '\n', max_line_size = 2000000) as parted
positional join read_csv($path, columns = {row_text: 'varchar'}, auto_detect = false, header = false, delim = '\x1e', quote = '', escape = '',
    new_line = '\n', max_line_size = 2000000) as whole
