"""One string in, one contact out."""
