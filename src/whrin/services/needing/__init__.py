"""Quick help: "I need…" in plain words, two taps from any page, and what fits in a country.

Nothing is remembered: the country stands in the address. Which kinds and attributes a need asks for stands in
`data/needs.json`; its words stand in `needs`.
"""
