-- Version 5: what persons say of events, and what the software had made of those that are something else by their word.
create table reviews (
    seq bigint not null,             -- order of arrival
    event varchar not null,          -- the id that it had then
    mentions bigint[] not null,      -- its mentions then: the word is about the event that has most of them, whatever its id
    verdict varchar not null,        -- accept, reject, correct or note; undo takes back what `takes_back` names
    changes varchar not null,        -- JSON: [field, before, after], ...
    confidence double not null,      -- what the software gave the event then
    decided_by varchar not null,
    decided_at varchar not null,     -- ISO 8601
    note varchar not null,
    takes_back bigint                -- the seq of another
);
create table coded_events (
    event varchar not null,
    rejected boolean not null,       -- then it is not among `events`, and no party of it among `event_parties`
    sources integer not null,
    body varchar not null            -- JSON as in `events`: what the software makes of the mentions
);
