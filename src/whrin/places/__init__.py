"""Places: countries and territories, their parts, the regions that people group them in, and maps of them.

Purpose: one noun for every room that says where. Names come from CLDR in every language, with an editable
override. Not its purpose: addresses or positions of services. To remember: regions are data (UN M49, the
network's, Harm Reduction International's, blocs); no list of countries stands in code. A room above says in
`figures.py` what it counts by country; `outlines.py` draws maps of what any room counts.
"""
