"""Databases as earlier versions wrote them: each later version must open them and lose nothing."""
