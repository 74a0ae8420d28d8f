"""What is kept, tested on real database files."""
