"""Decision makers' moves and ordinal likings into what is stable against whose answer (Graph Model for Conflict Resolution)."""
