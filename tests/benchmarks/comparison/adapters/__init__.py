"""One adapter a file: each gives a peer the names to protect as its documentation says, with its own thresholds."""
