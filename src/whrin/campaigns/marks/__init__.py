"""Marks: the small language in which a paragraph says emphasis, links, notes and evidence.

    *emphasis*  **strong**  [words](https://…)  ^[a footnote]
    [@3] the source of citation 3, as a footnote   [=3] its value   [n3] of how many

The same in every language version, so that a translator keeps them as they are. Purpose: read one paragraph
into HTML with footnotes and into plain words to be counted. Not its purpose: what is cited (that is given),
paragraphs and their order (`campaigns.body`). To remember: pure, no framework and no database; what cannot be
read stays in the text as it was written, and is reported.
"""
