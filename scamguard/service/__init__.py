"""One JSON for every peer: requests in, answers or problems out, whatever carries them (HTTP, a pipe, an assistant)."""
