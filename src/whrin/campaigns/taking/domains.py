"""Domains that end within hours, and domains that many share. The lists are files, beside their source."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

_HERE = Path(__file__).parent / "data"


def is_throwaway(domain: str) -> bool:
    """Say whether mailboxes of a domain, or of one above it, are to be thrown away."""
    return _is_in("throwaway_domains.txt", domain)


def is_shared(domain: str) -> bool:
    """Say whether a domain is many people's, so that it proves nothing of one of them."""
    return _is_in("shared_domains.txt", domain)


def _is_in(name: str, domain: str) -> bool:
    known, parts = _listed(name, str(settings.VAR)), domain.split(".")
    return any(".".join(parts[place:]) in known for place in range(len(parts)))


@lru_cache(maxsize=8)
def _listed(name: str, var: str) -> frozenset[str]:
    files = [path for path in (_HERE / name, Path(var, name)) if path.exists()]
    lines = (line.strip().lower() for path in files for line in path.read_text("utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
