"""Records as tables: read from a file that a coordinator brings, written for her to work on elsewhere.

Two shapes are read: a listing (organisation, service_name, country, city, service_types …) and our own, which
`writing` makes and which brings every field back. Not its purpose: open data (`opendata`, `hsds`). To
remember: a file with a fault brings nothing in; what came in is a record like any other, with its source,
never checked.
"""
