"""Tools for whoever keeps the knowledge true: lay out, begin, count, find what is old, compare, export."""
