"""Exports: what the library holds, for other programs to read. One module a format, all through the
mapping table.
"""
