"""The playground, over the wire and in its pure parts."""
