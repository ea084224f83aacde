"""The page for people at `/`: one document that holds its style, its scripts and its words."""
