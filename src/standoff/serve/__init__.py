"""Answers into pages for a browser: the one-file report, from templates and a style sheet that the package carries."""
