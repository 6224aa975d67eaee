"""From many reports to figures that tell of nobody: coded rows, a fixed grid, releases that never change.

`suppressing` knows no framework: which counts may be shown. `tallying` opens rows for an analyst, `releasing`
publishes a quarter with two people, `keys` makes the key that rows are sealed to. See
docs/developer/counting.md.
"""
