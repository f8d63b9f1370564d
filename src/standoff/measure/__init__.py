"""Arrays of ties and counts into measures of a conflict, each with what is known of its error."""
