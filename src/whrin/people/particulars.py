"""What a member may say of herself, all of it optional."""

from dataclasses import dataclass, field

from whrin.topics.models import Topic


@dataclass(frozen=True)
class Particulars:
    """`country`: ISO code or "". `region`: primary key. `languages`: BCP 47. `lived_experience`: kinds."""

    interface_language: str
    country: str = ""
    region: int | None = None
    languages: list[str] = field(default_factory=list)
    interests: list[Topic] = field(default_factory=list)
    lived_experience: list[str] = field(default_factory=list)
