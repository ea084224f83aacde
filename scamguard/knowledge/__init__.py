"""The only code that knows how facts are stored: load, compile, index, check."""
