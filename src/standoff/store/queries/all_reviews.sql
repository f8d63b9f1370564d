-- Everything that persons have said of events, in the order of time, with the event that it is about now and whether it stands.
with /*include standing_reviews*/
select
    coalesce(holder.event, reviews.event), coalesce(holder.shared, 0), reviews.seq, reviews.event, verdict, changes, confidence,
    decided_by, decided_at, note, takes_back
from reviews left join holder on holder.seq = reviews.seq order by reviews.seq
