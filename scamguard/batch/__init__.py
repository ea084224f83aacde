"""Many contacts or texts at once, over processes: in order, in bounded memory, and nothing lost."""
