select (select count(*) from fresh), (select count(*) from incoming where problem is null)
