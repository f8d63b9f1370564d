-- Version 3: what each event was before, so that the archive as it was at any moment can be set beside what it is now.
alter table archive add column history_since timestamp;  -- UTC; what was there by then counts as known before
update archive set history_since = make_timestamp(epoch_us(now()));
alter table events add column recorded timestamp;        -- UTC: when it became what it is; null: before history_since
create table past_events (
    event varchar not null,
    recorded timestamp,              -- UTC: it was this from then on; null: since before history_since
    replaced timestamp not null,     -- UTC: and until then
    sources integer not null,
    body varchar not null,           -- JSON as in `events`
    mentions bigint[] not null       -- in the order that they had
);
