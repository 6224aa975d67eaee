"""Other software reads the vocabulary as SKOS."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.topics.turtle import Triple, triples
from whrin.topics import skos
from whrin.topics.actions import Words, save_topic
from whrin.topics.models import Label, ScopeNote, Topic

pytestmark = pytest.mark.django_db
OAT, HEALTH = "<http://localhost:8000/topics/oat/>", "<http://localhost:8000/topics/health/>"
SCHEME = "<http://localhost:8000/topics/>"


def facts_of(document: dict[str, Any]) -> set[Triple]:
    """Read the JSON-LD by its own context, into the same facts as Turtle."""
    context, found = document["@context"], set[Triple]()
    for node in document["@graph"]:
        subject = f"<{node['id']}>"
        for key, value in node.items():
            if key == "id":
                continue
            if key == "type":
                found.add((subject, "a", value))
            elif context[key].get("@container") == "@language":
                for language, texts in value.items():
                    for text in texts if isinstance(texts, list) else [texts]:
                        found.add((subject, context[key]["@id"], (language, text)))
            else:
                for address in value if isinstance(value, list) else [value]:
                    found.add((subject, context[key]["@id"], f"<{address}>"))
    return found


def test_a_program_reads_the_facts_from_turtle(client: Client, therapy: Topic) -> None:
    answer = client.get("/topics.ttl")
    assert answer["Content-Type"] == "text/turtle; charset=utf-8"
    facts = triples(answer.content.decode())
    assert (OAT, "a", "skos:Concept") in facts
    assert (OAT, "skos:prefLabel", ("ru", "Опиоидная агонистическая терапия")) in facts
    assert (OAT, "skos:altLabel", ("en", "OAT")) in facts
    assert (OAT, "skos:scopeNote", ("en", "Methadone, buprenorphine.")) in facts
    assert (OAT, "skos:broader", HEALTH) in facts
    assert (HEALTH, "skos:narrower", OAT) in facts
    assert (SCHEME, "skos:hasTopConcept", HEALTH) in facts
    assert (SCHEME, "skos:hasTopConcept", OAT) not in facts


def test_json_ld_says_the_same_as_turtle(client: Client, therapy: Topic) -> None:
    answer = client.get("/topics.jsonld")
    assert answer["Content-Type"] == "application/ld+json; charset=utf-8"
    assert facts_of(json.loads(answer.content)) == triples(skos.as_turtle())


def test_an_empty_vocabulary_is_still_well_formed() -> None:
    assert triples(skos.as_turtle()) == {(SCHEME, "a", "skos:ConceptScheme")}
    assert facts_of(json.loads(skos.as_jsonld())) == {(SCHEME, "a", "skos:ConceptScheme")}


# PostgreSQL holds neither NUL nor half a surrogate pair, so neither can be in a label.
ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=ANY_TEXT)
def test_no_text_breaks_either_format(therapy: Topic, text: str) -> None:
    Label.objects.filter(topic=therapy, language="de").delete()
    ScopeNote.objects.filter(topic=therapy, language="de").delete()
    Label.objects.create(topic=therapy, language="de", text=text, is_preferred=True)
    ScopeNote.objects.create(topic=therapy, language="de", text=text)
    facts = triples(skos.as_turtle())
    assert (OAT, "skos:prefLabel", ("de", text)) in facts
    assert facts_of(json.loads(skos.as_jsonld())) == facts


@pytest.mark.parametrize("number", [1, 3])
def test_the_export_takes_four_queries_for_one_topic_as_for_three(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        save_topic(topic=Topic(slug=f"t{place}"), words={"en": Words(f"T{place}")}, broader=[], by=None)
    with django_assert_num_queries(4):
        skos.as_turtle()
