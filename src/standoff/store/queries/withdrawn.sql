-- (part of a query) Numbers of the mentions that a person told and took back.
select unnest(mentions) from reviews
where verdict = 'add' and seq in (select takes_back from reviews where takes_back is not null)
