insert into event_parties (event, side, position, id, name, country, sector, event_type, event_from, event_to)
select event, side, position, id, name, country, sector, type, date_from, date_to from fresh_parties
