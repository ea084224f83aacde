"""Newer knowledge from a signed repository (TUF), and making one: with the command line, all that reaches the network.

Nothing here is imported before `scamguard update` or `scamguard data publish` is run; both need `scamguard[update]`.
"""
