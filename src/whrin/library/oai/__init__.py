"""OAI-PMH 2.0 for those who harvest us: every public work, and a headstone for each that was public once.

`arguments.py` reads what is asked · `records.py` finds it · `answers.py` writes it · `formats.py`,
`sets.py`, `tokens.py`, `names.py`: what they are made of. To remember: nothing is kept between two
requests; a harvest goes on from its token after any pause.
"""
