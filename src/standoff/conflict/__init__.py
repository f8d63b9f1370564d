"""A conflict file into decision makers, options and preferences, and these into feasible states, moves and likings as arrays."""
