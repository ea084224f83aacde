"""The parts of `tests/benchmarks/peers.py`: hosts to ask about, one adapter a peer, measures, tables."""
