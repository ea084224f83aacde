"""The HTTP API and the page for people (`scamguard serve`); needs `scamguard[server]`."""
