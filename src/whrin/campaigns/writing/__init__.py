"""Pages on which women write a paper together, under /write/.

`listing`: her papers · `beginning`, `about`: begin one, and what it is told · `reading`: the text with its
numbers · `wording`, `sections`: change a paragraph, or a whole section as one text · `tongues`: languages
side by side · `versions`, `differing`: what it was, word by word · `drafts`: a section as one text, and back.
"""
