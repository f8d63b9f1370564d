insert into event_parties select event, side, position, id, name, country, sector from fresh_parties
