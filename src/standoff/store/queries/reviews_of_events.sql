-- What stands of persons' words on events now, in the order of time, with how many of the mentions that they saw each event still has.
with /*include standing_reviews*/
select holder.event, holder.shared, standing.seq, standing.event, verdict, changes, confidence, decided_by, decided_at, note, takes_back
from standing join holder on holder.seq = standing.seq
where holder.event in (select unnest($events::varchar[])) order by standing.seq
