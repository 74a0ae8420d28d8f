"""The web server: over real sockets, as browsers, supervisors and Prometheus meet it."""
