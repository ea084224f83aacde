"""The page for people: one document with everything in it."""
