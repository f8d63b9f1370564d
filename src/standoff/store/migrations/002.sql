-- Version 2: events that a data set of others tells stand beside those read in reports; each keeps its row as it was.
alter table events add column dataset varchar;          -- null: read in reports
alter table events add column deaths_best bigint;       -- the data set's own best estimate
alter table events add column lat double;
alter table events add column lon double;
alter table events add column place_precision varchar;
alter table events add column modes varchar[];          -- of imported events, whose body is empty: it is made from these columns
alter table events add column contexts varchar[];
create table imported_rows (
    event varchar not null,
    file varchar not null,
    line bigint not null,                               -- the line of the file that the row begins on, counted from 1
    columns varchar not null,                           -- what the file calls its columns, parted as the values are
    body varchar not null                               -- the row as it was, values parted by tabs or, where they may hold tabs, by U+001F
);
