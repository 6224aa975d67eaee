"""Kit: small named helpers without tables. Knows no room. Each module says what it is for in its first line.

Not here: anything that needs a model, a request or a setting of one room.
"""
