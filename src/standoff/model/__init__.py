"""Arrays in, arrays out: processes fitted to counts, forecasts of counts and of who does what to whom, and scores."""
