-- Ids of the parties of which a name has this in it, or whose id has.
select distinct id from event_parties where contains(lower(name), lower($text)) or contains(lower(id), lower($text))
