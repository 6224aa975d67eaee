"""No programme learns more of a place than may be told, now or of earlier days."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services import making
from whrin.services.actions import change_service
from whrin.services.models import Change, Service

_LISTS = (
    "services?full=true",
    "services?full=true&format=ndjson",
    "organizations?full_service=true",
    "service_at_locations?full=true",
    "service_at_locations?postcode=00999",
    "service_at_locations?postcode=00999&proximity=50000",
)
_SECRETS = ("17 Jacaranda Close", "00999", "1.28333", "36.81667")
#: How a place came to be hidden: coarser, gone, hidden from the start.
_WAYS = ("city", "country", "none", "removed", "never")


def _everything(client: Client, service: Service) -> str:
    bodies = []
    for address in (*_LISTS, f"services/{service.uid}"):
        answer = client.get(f"/hsds/3.1/{address}")
        assert answer.status_code == 200
        bodies.append(answer.getvalue().decode())
    return "\n".join(bodies)


def _hidden(way: str) -> dict[str, str] | None:
    if way == "removed":
        return None
    blank = {**making.HIDDEN, "precision": "city" if way == "never" else way}
    return blank if blank["precision"] == "city" else {**blank, "city": ""}


@pytest.mark.once
@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=st.sampled_from(_WAYS), is_struck=st.booleans())
def test_a_programme_cannot_learn_a_hidden_place(client: Client, way: str, is_struck: bool) -> None:
    Service.objects.all().delete()
    service = making.service(**{"place:new-1": _hidden(way) if way == "never" else making.HOUSE})
    field = f"place:{service.places.get().uid.hex}"
    if way != "never":
        assert all(secret in _everything(client, service) for secret in _SECRETS)
        change_service(service=service, content={field: _hidden(way)}, origin=making.FROM_DESK, by=None)
    if not is_struck:
        # Even if the history had kept it, it would not be told.
        Change.objects.filter(field=field, number=1).update(new=making.HOUSE)
    told = _everything(client, service)
    assert not [secret for secret in _SECRETS if secret in told]
    assert ("Nairobi" in told) is (way in {"city", "never"})
