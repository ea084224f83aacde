"""Frozen values that travel between the stages: contacts, facts, findings and verdicts. No logic."""
