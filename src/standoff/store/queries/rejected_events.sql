select event from coded_events where rejected order by event
