"""Lines that end
in two characters."""
x = """a
b"""
y = 1
