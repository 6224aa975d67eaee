"""Background: show a paper at the moment its embargo ends; give the library its files."""

from django_tasks import task

from whrin.campaigns.actions.publishing import release_papers
from whrin.campaigns.publishing.attaching import attach_last_edition
from whrin.campaigns.queries import readable_papers


@task()
def release() -> None:
    """Show what may be shown by now. May run twice; the chore of the hour does what this one missed."""
    release_papers()


@task()
def give_files(uid: str) -> None:
    """Put the last edition into the library as PDF. May run twice; a paper that went meanwhile has none."""
    paper = readable_papers().select_related("kind", "work").filter(pk=uid).first()
    if paper is not None:
        attach_last_edition(paper)
