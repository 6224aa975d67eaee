"""Pages of countries, of their parts and of regions, and the same as PDF, DOCX and CSV.

`areas` says what an address means, `page` gathers what the rooms give, `drawing` puts figures into words and
lengths, `charts` and `printed` make the document.
"""
