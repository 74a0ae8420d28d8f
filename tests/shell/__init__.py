"""Tests of the shell: its commands, settings, logs and checkup."""
