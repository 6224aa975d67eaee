"""Lists of forms, and of the files of a form, as phones read them."""

from collections.abc import Callable, Iterable

from lxml import etree

from whrin.surveys.models import Media, Version

_FORMS = "http://openrosa.org/xforms/xformsList"
_FILES = "http://openrosa.org/xforms/xformsManifest"

Address = Callable[..., str]


def list_of_forms(versions: Iterable[Version], address: Address) -> bytes:
    """Return the list of forms. `versions` as `queries.versions_for` gives them; `address(name, **given)`
    returns the whole address of one of our pages. A phone refuses the whole list for one empty field.
    """
    root = etree.Element(f"{{{_FORMS}}}xforms", nsmap={None: _FORMS})
    for version in versions:
        place = {"form_id": version.form.form_id, "digest": version.hash}
        said = {
            "formID": version.form.form_id,
            "name": version.title,
            "version": version.name,
            "hash": f"md5:{version.hash}",
            "downloadUrl": address("openrosa_form", **place),
        }
        if version.has_media:  # type: ignore[attr-defined]  # the query annotates it
            said["manifestUrl"] = address("openrosa_manifest", **place)
        _add(root, f"{{{_FORMS}}}xform", said)
    return _written(root)


def list_of_files(version: Version, files: Iterable[Media], address: Address) -> bytes:
    """Return the manifest of a version."""
    root = etree.Element(f"{{{_FILES}}}manifest", nsmap={None: _FILES})
    place = {"form_id": version.form.form_id, "digest": version.hash}
    for file in files:
        download = address("openrosa_media", **place, name=file.name)
        said = {"filename": file.name, "hash": f"md5:{file.md5}", "downloadUrl": download}
        _add(root, f"{{{_FILES}}}mediaFile", said)
    return _written(root)


def _add(parent: etree._Element, tag: str, said: dict[str, str]) -> None:
    element = etree.SubElement(parent, tag)
    for name, value in said.items():
        etree.SubElement(element, etree.QName(etree.QName(tag).namespace, name)).text = value


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
