"""The tests mirror the code; each test is a sentence about the world."""
