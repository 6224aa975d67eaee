"""Writing down what she told by telephone, in person or on paper: most reports come so.

Purpose: one page with the questions that the site asks, so that every report is the same kind of thing. To
remember: whoever writes it down opens it afterwards only if she is a caseworker; the code is hers who told.
"""
