from whrin.services.answers.reading import by_name, sheets_in

ONCE = {"kind": "woman", "country": "ke", "part": ""}
WORDS = {"types": {"shelter", "nsp"}, "attributes": {"naloxone", "free"}, "language": "en"}


def test_each_service_sheet_tells_one_record_with_who_knows_when_and_how_sure() -> None:
    said = {
        "name": "Sample house",
        "kinds": "shelter nothing",
        "town": "Nairobi",
        "source": "use",
        "as_of": "2026-10-01",
        "naloxone": "partly",
        "free": "unknown",
        "known": "yes",
    }
    (sheet,) = sheets_in(ONCE, [said, {"kinds": "nsp"}], **WORDS)  # type: ignore[arg-type] -- as above
    assert (sheet.number, sheet.said_by, sheet.content["country"]) == (1, "woman", "KE")
    assert sheet.content["types"] == ["shelter"]
    claims = {name: value for name, value in sheet.content.items() if name.startswith("claim:")}
    assert claims == {
        "claim:naloxone": {"value": "partly", "said_by": "woman", "said_on": "2026-10", "sureness": "sure"}
    }
    assert sheet.content["place:new-1"]["precision"] == "city"


def test_an_address_is_read_only_where_it_may_be_published() -> None:
    said = {"name": "Sample house", "town": "Nairobi", "address": "17 Jacaranda Close"}
    for answer, precision in (("no", "city"), ("", "city"), ("yes", "exact")):
        (sheet,) = sheets_in(ONCE, [{**said, "may_publish": answer}], **WORDS)  # type: ignore[arg-type] -- as above
        place = sheet.content["place:new-1"]
        assert place["precision"] == precision
        assert ("Jacaranda" in str(sheet.content)) is (precision == "exact")


def test_answers_without_a_country_or_a_name_tell_of_no_record() -> None:
    assert sheets_in({"kind": "woman"}, [{"name": "Sample house"}], **WORDS) == []  # type: ignore[arg-type] -- as above
    assert by_name({"/data/a/name": " x ", "/data/b": " "}) == {"name": "x"}
