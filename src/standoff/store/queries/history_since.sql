-- Null where everything was recorded with its time, that is from the beginning.
select case when exists (select 1 from events where recorded is null) or exists (select 1 from past_events where recorded is null)
    then max(history_since) end
from archive
