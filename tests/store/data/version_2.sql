-- FROZEN: an archive as version 2 wrote it. Never edit; add version_3.sql beside it when there is one.
-- Version 1 of the archive. Later versions are this file plus migrations/NNN.sql in order; this file never changes again.
-- Tables of what was read only grow; `events` and what hangs on them are a view over the mentions, replaced as merging goes on.
-- No keys but that of `documents`: DuckDB refuses to delete and insert one key in one transaction, which is what replacing does.

create table archive (version integer not null);

create table documents (
    seq bigint not null,             -- order of arrival: near copies are known by the first of their kind
    id varchar primary key,
    source varchar not null,         -- where it was read: a path, and "#2" for the second report in a file
    url varchar not null,
    title varchar not null,
    publisher varchar not null,
    published date,
    text varchar not null,           -- every offset of mentions and ties points into it
    digest blob not null,            -- equal for texts equal but for case and white space
    signature blob not null,         -- MinHash from which near copies are known
    near varchar,                    -- the document that this one is a near copy of
    coded_by varchar not null
);

create table copies (document varchar not null, source varchar not null);

create table mentions (
    seq bigint not null,             -- order of arrival; ids need not be unique (one trigger can tell of two visits)
    id varchar not null,
    document varchar not null,
    type varchar not null,
    status varchar not null,
    date_from date,
    date_to date,
    rule varchar not null,
    coder varchar not null,
    confidence double not null,
    body varchar not null            -- JSON as in the record contract
);

-- Keys under which merging looks mentions up, see standoff.merge.blocking_keys.
create table blocks (key varchar not null, mention bigint not null);

-- Documents whose mentions are not merged into events yet: what a killed run left to do.
create table unmerged (document varchar not null);

create table events (
    id varchar not null,
    type varchar not null,
    quad varchar not null,
    score double not null,
    status varchar not null,
    date_from date,
    date_to date,
    place varchar,
    country varchar,                 -- of the place
    deaths_lo bigint,
    deaths_hi bigint,
    injured_lo bigint,
    injured_hi bigint,
    count_lo bigint not null,
    count_hi bigint,
    confidence double not null,
    sources integer not null,        -- independent ones: near copies count once
    mentions integer not null,
    body varchar not null            -- JSON as in the record contract, without mentions and claims
);

create table event_mentions (event varchar not null, position integer not null, mention bigint not null);

create table event_parties (
    event varchar not null,
    side varchar not null,           -- actor or recipient
    position integer not null,
    id varchar not null,
    name varchar not null,
    country varchar,
    sector varchar not null
);

create table claims (
    event varchar not null,
    position integer not null,
    field varchar not null,
    value varchar not null,          -- JSON
    said_by varchar not null,
    mention integer not null         -- place among the mentions of the event
);

-- Ids that events had before they were merged into others.
create table event_aliases (alias varchar not null, event varchar not null);

create table ties (
    seq bigint not null,
    type varchar not null,
    document varchar not null,
    source_id varchar not null,
    source_name varchar not null,
    source_country varchar,
    target_id varchar not null,
    target_name varchar not null,
    target_country varchar,
    body varchar not null            -- JSON as in the record contract
);

-- What was decided about pairs of mentions, by the machine (replaced with the events) and by persons (only ever added).
create table judgements (
    left_id varchar not null,        -- as decided: "#1" after the id tells two mentions of one trigger apart
    right_id varchar not null,
    left_mention varchar not null,   -- the id of the mention
    right_mention varchar not null,
    verdict varchar not null,
    decided_by varchar not null,     -- "machine" or a person
    decided_at varchar not null,     -- ISO 8601; empty for the machine
    score double,
    features varchar not null,       -- JSON: [feature, finding, contribution], ...
    note varchar not null
);

create table runs (
    id bigint not null,
    command varchar not null,
    version varchar not null,
    started timestamp not null,
    finished timestamp,              -- null: killed
    counts varchar not null          -- JSON
);

create table problems (source varchar not null, why varchar not null, run bigint not null);

insert into archive values (1);
insert into documents values (0, 'd1', 'a.txt', '', 'Drone', 'Wire', '2024-01-29', 'A drone killed three.', '\x01'::blob, ''::blob, null, 'lines/1');
insert into copies values ('d1', 'b.txt');
insert into mentions values (0, 'd1:8-14:ASSAULT', 'd1', 'ASSAULT', 'actual', '2024-01-28', '2024-01-28', 'assault.kill', 'lines/1', 0.5,
    '{"document":"d1","start":0,"end":21,"sentence":"A drone killed three.","trigger":[8,14],"rule":"assault.kill","coder":"lines/1","type":"ASSAULT","mode":["drone"],"context":[],"status":"actual","actors":[],"recipients":[],"date":["2024-01-28","2024-01-28"],"place":null,"deaths":[3,3],"injured":null,"count":[1,1],"attributed_to":[],"confidence":0.5,"anaphoric":false}');
insert into blocks values ('d|ASSAULT|d1', 0);
insert into events values ('e0000000001', 'ASSAULT', 'material conflict', -9.5, 'actual', '2024-01-28', '2024-01-28', null, null, 3, 3, null, null, 1, 1, 0.5, 1, 1,
    '{"id":"e0000000001","type":"ASSAULT","mode":["drone"],"context":[],"quad":"material conflict","score":-9.5,"status":"actual","actors":[],"recipients":[],"date":["2024-01-28","2024-01-28"],"place":null,"deaths":[3,3],"injured":null,"count":[1,1],"attributed_to":[],"confidence":0.5}');
insert into event_mentions values ('e0000000001', 0, 0);
insert into event_aliases values ('e0000000000', 'e0000000001');
insert into runs values (1, 'standoff add a.txt', '0.1.0', '2024-02-06', '2024-02-06', '{}');

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
update archive set version = 2;
insert into events values ('ucdp:1', 'ASSAULT', 'material conflict', -9.5, 'actual', '2017-10-04', '2017-10-04', 'Misrata town', 'LBY', 7, 7, null, null, 1, 1, 0.5, 1, 0, '',
    'ucdp', 7, 32.4, 15.1, 'town', [], []);
insert into event_parties values ('ucdp:1', 'actor', 0, 'islamic_state', 'Islamic State', null, 'REB');
insert into imported_rows values ('ucdp:1', 'ged.csv', 2, 'id	best', '1	7');
