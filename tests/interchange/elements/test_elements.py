# SPDX-License-Identifier: EUPL-1.2
import pytest

from delibere.foundation.errors import UnusableInputError
from delibere.interchange.elements import Element, element_of, is_xml, read_json, read_xml

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE formation [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<formation titre="&b;"/>"""
FILE_OF_THE_MACHINE = (
    b"""<!DOCTYPE formation [<!ENTITY f SYSTEM "file:///etc/hostname">]><formation>&f;</formation>"""
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB, "entités (ligne 2)"),
        (FILE_OF_THE_MACHINE, "entités (ligne 1)"),
        (b'<!DOCTYPE formation SYSTEM "http://example.org/f.dtd"><formation/>', "type de document"),
        (b"<formation>\n<ue></formation>", "bien formé : ligne 2, colonne"),
        (b"<formation>&b;</formation>", "bien formé : ligne 1"),
        (b"<formation/><formation/>", "bien formé"),
        (b"<a>" * 1000, "les uns dans les autres, ligne 1"),
        (b'<?xml version="1.0" encoding="klingon"?><formation/>', "encodage inconnu"),
        (b"<f>" + b" " * 8_000_001 + b"</f>", "bien trop gros"),
    ],
    ids=lambda value: value[:20].decode() if isinstance(value, bytes) else "",
)
def test_xml_that_is_hostile_or_broken_is_refused_with_its_line(data: bytes, said: str) -> None:
    with pytest.raises(UnusableInputError) as refused:
        read_xml(data)
    assert said in str(refused.value)


def test_json_that_is_hostile_or_broken_is_refused() -> None:
    with pytest.raises(UnusableInputError, match="ligne 2, colonne"):
        read_json('{"ue":\n nothing}')
    with pytest.raises(UnusableInputError, match="les uns dans les autres"):
        read_json('{"ue":' * 100_000)
    deep = read_json('{"ue":' * 100 + "{}" + "}" * 100)
    with pytest.raises(UnusableInputError, match="les uns dans les autres"):
        element_of(deep if isinstance(deep, dict) else {}, "formation")


def test_xml_and_json_make_the_same_tree_with_figures_as_written() -> None:
    xml = read_xml(
        '<f titre="Été" n="0.10"><ue x="1"/>\n<ue x="2"/></f>'.encode("iso-8859-1").replace(
            b"<f", b'<?xml version="1.0" encoding="iso-8859-1"?><f', 1
        )
    )
    json = read_json('{"titre": "Été", "n": 0.10, "ue": [{"x": 1}, {"x": 2}]}')
    tree = element_of(json if isinstance(json, dict) else {}, "f")
    assert shape(xml) == shape(tree)
    assert [ue.line for ue in xml.all("ue")] == [1, 2]
    assert [ue.path for ue in tree.all("ue")] == ["ue[0]", "ue[1]"]


def shape(element: Element) -> object:
    return element.name, dict(element.attributes), [shape(child) for child in element.children]


@pytest.mark.parametrize(
    ("data", "xml"),
    [
        (b"<?xml version='1.0'?><f/>", True),
        (b"\xef\xbb\xbf\n <formation>", True),
        ("<f/>".encode("utf-16"), True),
        (b'{"a": "<f/>"}', False),
        (b"< 3", False),
        (b"**Semestre 1**", False),
    ],
)
def test_what_opens_as_xml_is_xml(data: bytes, xml: bool) -> None:  # noqa: FBT001 what is expected
    assert is_xml(data) is xml


def test_a_key_that_stands_twice_in_json_is_refused_and_named() -> None:
    with pytest.raises(UnusableInputError, match="« coef » est deux fois"):
        read_json('{"ue": [{"coef": 1, "coef": 2}]}')
