-- The parties that are on each side of most of the chosen events, under the name that is given most often.
with told as (
    select side, id, count(*) as events from event_parties where /*all*/ event in (select id from chosen)
    group by side, id qualify row_number() over (partition by side order by count(*) desc, id) <= $most
)
select told.side, told.id, mode(name), any_value(told.events) as events
from told join event_parties on event_parties.side = told.side and event_parties.id = told.id
group by told.side, told.id order by told.side, events desc, told.id
