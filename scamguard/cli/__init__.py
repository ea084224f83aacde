"""The command line: a thin reader over Guard."""
