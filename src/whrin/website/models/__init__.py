from whrin.website.models.base import WebsitePage, WrittenPage
from whrin.website.models.home import HomePage
from whrin.website.models.identity import Identity
from whrin.website.models.news import NewsIndexPage, NewsPage
from whrin.website.models.papers import PaperIndexPage, PaperPage
from whrin.website.models.texts import SectionPage, TextPage

__all__ = [
    "HomePage",
    "Identity",
    "NewsIndexPage",
    "NewsPage",
    "PaperIndexPage",
    "PaperPage",
    "SectionPage",
    "TextPage",
    "WebsitePage",
    "WrittenPage",
]
