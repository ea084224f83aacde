"""Native messaging: a browser starts scamguard and asks over a pipe; no port is open (docs/native-messaging.md)."""
