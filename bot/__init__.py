"""Resonance: a Slack companion for exploring a career move through informational interviews."""

__version__ = "0.1.0"
