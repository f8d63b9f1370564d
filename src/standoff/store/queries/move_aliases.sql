-- Older ids of a removed event lead to where its mentions went.
update event_aliases set event = moved.event
from (select unnest($alias::varchar[]) as alias, unnest($event::varchar[]) as event) as moved
where event_aliases.event = moved.alias
