"""Who signed, for those who deliver it: opened with their own keys, handed over, thanked, and then erased.

Remember: names are opened in the memory of one request. What leaves for the body that it is delivered to says
of each person what she allowed, and not more.
"""
