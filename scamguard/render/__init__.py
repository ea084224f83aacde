"""Verdicts to text and JSON: layout, and nothing else."""
