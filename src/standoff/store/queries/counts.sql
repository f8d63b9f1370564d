select
    (select count(*) from documents), (select count(*) from copies), (select count(*) from documents where near is not null),
    (select count(*) from mentions), (select count(*) from events), (select count(*) from ties), (select count(*) from problems)
