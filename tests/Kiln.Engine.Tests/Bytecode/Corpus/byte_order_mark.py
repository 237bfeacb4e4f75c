"""After a byte order mark."""
x = "ä"
