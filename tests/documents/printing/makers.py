"""Documents for tests: one text in the scripts that are hardest to set."""

import datetime

from whrin.documents.printing import Document

NETWORK = "Women and Harm Reduction International Network"
CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" width="300" height="60">
<rect x="150" y="4" width="100" height="16" fill="#54246b"/>
<g font-size="12">
<text x="145" y="17" text-anchor="end">LABEL 12</text>
<text x="145" y="44" text-anchor="end" font-weight="bold">दो<tspan x="255" dy="1em">2 دار NSP</tspan></text>
</g>
</svg>"""
TITLES = {
    "en": "Services for women who use drugs",
    "ar": "خدمات للنساء اللواتي يستخدمن المخدرات في 2026 (NSP)",
    "th": "บริการสำหรับผู้หญิงที่ใช้ยาเสพติด",
    "hi": "नशीली दवाओं का उपयोग करने वाली महिलाओं के लिए सेवाएँ",
    "ru": "Услуги для женщин, употребляющих наркотики",
}
BODY = """
<p class="lead">TITLE <a href="/en/places/ke/">x</a></p>
<h2>TITLE</h2><p>1 <strong>2</strong> <em>3</em> <span lang="en" dir="ltr">needles</span></p>
<h4>TITLE</h4><ul><li>TITLE<ol start="3"><li>4</li></ol></li></ul>
<figure><img src="chart.svg" alt="TITLE: 12"><figcaption>TITLE</figcaption></figure>
<table><caption>TITLE</caption>
<thead><tr><th scope="col">TITLE</th><th scope="col" class="number">n</th></tr></thead>
<tbody><tr><th scope="row">TITLE</th><td class="number">12</td></tr>
<tr><th scope="row">5</th><td class="number">6</td></tr></tbody></table>
<p class="note">n = 12</p>
"""


def document(language: str = "en", body: str = BODY, **more: object) -> Document:
    """Return a document with a chart and its table."""
    title = TITLES[language]
    told: dict[str, object] = {
        "title": title,
        "body": body.replace("TITLE", title),
        "language": language,
        "author": NETWORK,
        "date": datetime.date(2026, 11, 22),
        "subject": "Country brief",
        "source": f"https://example.org/{language}/places/ke/",
        "licence": "CC BY 4.0",
        "pictures": {"chart.svg": CHART.replace("LABEL", title[:12]).encode()},
    }
    return Document(**{**told, **more})  # type: ignore[arg-type]  # named as the document has them
