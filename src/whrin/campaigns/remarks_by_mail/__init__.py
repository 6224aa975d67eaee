"""Papers by e-mail: letters about what is said and asked, and answers that become remarks and sign-offs.

A paper is a list of letters, `paper-…@`, to those with a seat on it. Addresses for answers are hers alone; a
sign-off counts only when our mail server vouches for its sender, or she confirmed it.
"""
