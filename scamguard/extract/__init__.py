"""Free text in, contacts with offsets, claims and demands out."""
