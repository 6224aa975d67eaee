"""The watch as everybody reads it: a list, pages, feed and table, and the form to suggest."""
