"""Natural Earth's coasts and borders into lines and grounds that a map draws beneath what happened."""
