-- Version 6: the sentence of each mention stands beside its JSON, so that a search reads a tenth of it.
alter table mentions add column sentence varchar;        -- in small letters
update mentions set sentence = lower(body ->> '$.sentence');
