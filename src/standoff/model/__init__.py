"""Arrays in, arrays out: self- and mutually exciting counts, and what they say about the days to come."""
