"""The body of a paper: its paragraphs, their marks and its evidence, as one text in one language.

Purpose: make of a paper that is being written, of a kept version or of a published edition the same body,
for the page and for all printed forms. Not its purpose: who may read it. To remember: a paragraph that has
no words in the asked language is given in the paper's own, and says so; evidence is written from the fact
alone, so that an edition stays what it was.

`text`: what goes in · `citing`: evidence in a language · `building`: the body · `linked`: notes as links, for
pages · `annexes`: bibliography and sources of figures · `printed`: for `documents.printing`.
"""

from whrin.campaigns.body.building import Body, body_of
from whrin.campaigns.body.linked import web_html
from whrin.campaigns.body.printed import printed
from whrin.campaigns.body.text import Text, text_of_edition, text_of_paper, text_of_version

__all__ = [
    "Body",
    "Text",
    "body_of",
    "printed",
    "text_of_edition",
    "text_of_paper",
    "text_of_version",
    "web_html",
]
