-- (part of a query) Whether an event is a dealing of the days asked for, of which no side is only guessed.
status = 'actual' and date_from is not null and list_contains($types::varchar[], type)
    and ($since::date is null or date_to >= $since::date) and ($until::date is null or date_from <= $until::date)
    and not contains(body, '"guessed_actors"') and not contains(body, '"guessed_recipients"') -- a quotation mark within a text has a stroke before it
