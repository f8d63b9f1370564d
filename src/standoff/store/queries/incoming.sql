-- The rows at hand as the format's SQL reads them.
create or replace temp table incoming as select * from event_row union all by name (/*select*/)
