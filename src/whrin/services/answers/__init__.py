"""From answers of a mapping survey to proposals: each service sheet of an answer proposes one record, or what
it says anew of one that is there. Nothing is written to a record here: two reviewers decide.

To remember: which questions are read is told by their names (`reading`), so that any form with such names,
in any order and language, can be a mapping survey.
"""
