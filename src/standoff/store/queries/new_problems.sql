-- Of the given problems, those that no run has recorded yet.
select distinct given.source, given.why
from (select unnest($source::varchar[]) as source, unnest($why::varchar[]) as why) as given
anti join problems on problems.source = given.source and problems.why = given.why
order by 1, 2
