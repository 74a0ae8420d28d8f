"""A real bot killed at random moments, with faults on the wire: nothing lost, nothing twice."""
