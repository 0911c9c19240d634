# SPDX-License-Identifier: EUPL-1.2
"""Registry files read, judged and filled, on every variant met."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delibere.foundation.errors import UnusableInputError
from delibere.interchange.apogee import (
    Encoding,
    Entry,
    Judged,
    Verdict,
    compare,
    judge,
    read_apogee,
    read_entries,
    write,
)
from registry_samples import BROKEN, DOUBTFUL, PLAIN, READABLE, VALID

FELIX, ZOE, LEO = "00417263", "11681234", "20180001"
MARK, SCALE, RESULT = "apoL_c0004", "apoL_c0005", "apoL_c0006"


def judged(data: bytes, *cells: tuple[str, str, str]) -> tuple[Judged, ...]:
    return judge(read_apogee(data, "x"), [Entry(*cell) for cell in cells])


def filled(data: bytes, *cells: tuple[str, str, str]) -> bytes:
    return write(read_apogee(data, "x"), judged(data, *cells))


def verdict(data: bytes, *cell: str) -> tuple[str, str]:
    [one] = judged(data, (cell[0], cell[1], cell[2]))
    return one.verdict.value, one.after if one.verdict is not Verdict.REFUSED else one.message


@pytest.mark.parametrize("name", READABLE)
def test_reading_and_writing_unchanged_gives_the_same_bytes(name: str) -> None:
    file = read_apogee(READABLE[name], name)
    assert file.data == write(file, ()) == READABLE[name]


@pytest.mark.parametrize("name", VALID)
def test_a_valid_file_has_neither_fault_nor_doubt(name: str) -> None:
    file = read_apogee(VALID[name], name)
    assert (file.errors, file.warnings) == ((), ())
    assert [row.nip for row in file.rows] == [FELIX, ZOE, LEO]


def test_births_are_read_and_one_that_is_no_day_is_told_at_its_line() -> None:
    file = read_apogee(DOUBTFUL["a birth that is no day"], "x")
    assert [row.born for row in file.rows] == [None, date(2004, 9, 23), date(2003, 1, 1)]
    assert [(f.line, f.cell, f.subject, f.message) for f in file.warnings] == [
        (
            file.rows[0].line,
            "apoL_a04_naissance",
            FELIX,
            "« 31/02/2005 » n’est pas une date de naissance : elle ne sera pas reprise.",
        )
    ]


@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_doubtful_file_says_its_doubt_and_can_be_used(name: str) -> None:
    file = read_apogee(DOUBTFUL[name], name)
    assert file.errors == ()
    assert file.warnings


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(UnusableInputError, match=r"\w{5}"):
        read_apogee(BROKEN[name], name).refuse_unusable()


def test_what_a_file_says_is_read_whole() -> None:
    file = read_apogee(PLAIN.data, "x")
    assert (file.encoding, file.newline, file.year) == ("cp1252", "CRLF", "2023")
    assert file.original_name == "TBQLIO_V1QL.TXT"
    assert file.result_codes == ("ADM", "AJ", "DEF", "COMP", "AJAC", "RED", ".", "ABI", "ABJ", "DIS")
    year, exam = file.columns[0], file.columns[-1]
    assert (year.type, year.code, year.version, year.session, year.kind) == ("VET", "V1QL", "111", "0", "N")
    assert (exam.type, exam.code, exam.version, exam.session, exam.kind) == ("EPR", "TBQTE101", "", "1", "B")
    assert file.rows[2].name == "ŒILLET Léo"


@pytest.mark.parametrize(
    ("written", "declared", "found", "doubted"),
    [
        ("cp1252", None, "cp1252", False),
        ("cp1252", Encoding.CP1252, "cp1252", False),
        ("cp1252", Encoding.LATIN9, "cp1252", True),
        ("cp1252", Encoding.UTF8, "cp1252", True),
        ("iso-8859-15", Encoding.LATIN9, "iso-8859-15", False),
        ("utf-8", Encoding.UTF8, "utf-8", False),
        ("utf-8", Encoding.CP1252, "utf-8", True),
        ("utf-8-sig", Encoding.UTF8_MARKED, "utf-8-sig", False),
        ("utf-8-sig", Encoding.UTF8, "utf-8-sig", True),
    ],
)
def test_bytes_tell_the_encoding_and_what_is_declared_decides_where_they_do_not(
    written: str, declared: Encoding | None, found: str, *, doubted: bool
) -> None:
    data = "".join(line + "\r\n" for line in PLAIN.lines).replace("’", "'").encode(written)
    file = read_apogee(data, "x", declared)
    assert (file.encoding, file.rows[2].name, bool(file.warnings)) == (found, "ŒILLET Léo", doubted)
    [one] = judge(file, [Entry(ZOE, MARK, "12")])
    assert read_apogee(write(file, [one]), "x", declared).encoding == found


def test_plain_letters_leave_the_encoding_to_what_is_declared() -> None:
    data = "".join(line + "\r\n" for line in PLAIN.lines).encode("ascii", "ignore")
    assert read_apogee(data, "x", Encoding.LATIN1).encoding == "iso-8859-1"
    assert read_apogee(data, "x").encoding == "cp1252"


@pytest.mark.parametrize(
    ("name", "newline"),
    [("plain", "CRLF"), ("LF", "LF"), ("mixed line endings", "mixed"), ("last line without ending", "CRLF")],
)
def test_the_ending_of_lines_is_told(name: str, newline: str) -> None:
    assert read_apogee(READABLE[name], name).newline == newline


@pytest.mark.parametrize("name", [name for name in READABLE if name != "no student"])
def test_a_value_changes_its_cell_and_nothing_else(name: str) -> None:
    before = read_apogee(READABLE[name], name)
    mark = next(column for column in before.columns if column.kind == "N" and column.type == "ELP")
    [one] = judge(before, [Entry(ZOE, mark.id, "12.5")])
    if one.verdict is Verdict.REFUSED:
        assert "espaces" in one.message
        return
    after = read_apogee(write(before, [one]), name)
    differing = [i for i, (a, b) in enumerate(zip(before.lines, after.lines, strict=True)) if a != b]
    assert differing == [before.rows[1].index]
    assert after.cell(after.rows[1], mark) == "12,50"
    assert [(change.row.nip, change.column.id, change.new) for change in compare(before, after).changes] == [
        (ZOE, mark.id, "12,50")
    ]
    assert not compare(before, after).other_lines
    assert replace_cell(after.lines[differing[0]], before.places[mark.id]) == before.lines[differing[0]] or (
        name == "rows of four fields"
    )


def replace_cell(line: bytes, place: int) -> bytes:
    cells = line.split(b"\t")
    cells[place] = cells[place].replace(b"12,50", b"")
    return b"\t".join(cells)


def test_a_row_that_stops_early_grows_up_to_its_cell_and_no_further() -> None:
    data = filled(VALID["rows of four fields"], (FELIX, "TBQTR101:N", "9"))
    assert b"\r\n00417263\tFRAMBOISE\tF\xe9lix\t 03/05/2005\t\t\t\t9,00\r\n" in data


def test_cells_follow_the_head_of_values_not_the_order_of_columns() -> None:
    data = filled(VALID["head in another order"], (FELIX, "V1QL:N", "11"))
    assert b"\t 03/05/2005\t\t11,00\t" in data


@pytest.mark.parametrize(
    ("column", "value", "written"),
    [
        (MARK, "12.5", "12,50"),
        (MARK, "12,5", "12,50"),
        (MARK, "0", "0,00"),
        (MARK, "20", "20,00"),
        (MARK, "abi", "ABI"),
        (MARK, "DEM", "DEM"),
        (SCALE, "20,0", "20"),
        (SCALE, "12,5", "12,5"),
        (RESULT, "ADM", "ADM"),
        (RESULT, ".", "."),
        ("TBQTR101:R", "COMP", "COMP"),
        ("TBQTE101:N:1", "7", "7,00"),
    ],
)
def test_a_value_is_written_as_the_registry_reads_it(column: str, value: str, written: str) -> None:
    assert verdict(PLAIN.data, FELIX, column, value) == ("new", written)


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        (MARK, "20,01", "n’est pas entre 0 et le barème"),
        (MARK, "-1", "n’est pas entre 0 et le barème"),
        (MARK, "9,4625", "plus de deux décimales"),
        (MARK, "ADM", "n’est ni une note ni l’un de"),
        (MARK, "absent", "n’est ni une note ni l’un de"),
        (SCALE, "0", "n’est pas un barème"),
        (RESULT, "VAL", "n’est pas dans la liste TYP_RES"),
        (RESULT, "adm", "vouliez-vous ADM"),
        (RESULT, "ADM→", "« → » n’existe pas dans l’encodage du fichier (cp1252)"),
        (RESULT, "AD\tM", "caractère invisible"),
        ("TBQTR101", "12", "ne désigne pas une colonne"),
        ("TBQTR101:N:1:2", "12", "ne désigne pas une colonne"),
    ],
)
def test_a_value_that_may_not_be_written_is_refused_with_its_reason(
    column: str, value: str, why: str
) -> None:
    told, message = verdict(PLAIN.data, FELIX, column, value)
    assert told == "refused"
    assert why in message


@pytest.mark.parametrize("kind", ["J", "M"])
def test_kinds_that_are_the_registry_s_own_are_never_filled(kind: str) -> None:
    told, message = verdict(VALID["unknown kinds"], FELIX, f"TBQTR101:{kind}", "12")
    assert (told, message) == ("refused", f"les colonnes « {kind} » ne se remplissent pas")


def test_where_no_code_is_listed_any_is_written_as_it_is() -> None:
    assert verdict(VALID["no TYP_RES"], FELIX, RESULT, "VALŒ") == ("new", "VALŒ")
    assert b"VAL\x8c" in filled(VALID["no TYP_RES"], (FELIX, RESULT, "VALŒ"))
    assert verdict(VALID["wrong count in TYP_RES"], FELIX, RESULT, "COMP") == ("new", "COMP")
    assert verdict(VALID["labels without lists"], FELIX, RESULT, "ABI") == ("new", "ABI")


def test_a_mark_is_compared_with_the_scale_that_comes_with_it_or_stands_beside() -> None:
    assert [one.verdict.value for one in judged(PLAIN.data, (FELIX, MARK, "25"), (FELIX, SCALE, "40"))] == [
        "new",
        "new",
    ]
    with_scale = filled(PLAIN.data, (FELIX, SCALE, "10"))
    assert verdict(with_scale, FELIX, MARK, "12")[0] == "refused"


def test_an_ambiguous_column_is_refused_naming_the_candidates() -> None:
    told, message = verdict(VALID["two sessions of one code"], FELIX, "TBQTR101:N", "12")
    assert told == "refused"
    assert "session 1 (apoL_c0001)" in message
    assert "session 2 (apoL_c0004)" in message
    assert verdict(VALID["two sessions of one code"], FELIX, "TBQTR101:N:2", "12") == ("new", "12,00")


def test_leading_zeros_count_unless_a_spreadsheet_ate_them() -> None:
    [one] = judged(PLAIN.data, ("417263", MARK, "12"))
    assert one.row is not None
    assert (one.verdict, one.row.nip) == (Verdict.NEW, FELIX)
    twins = replace(PLAIN, rows=(*PLAIN.rows, PLAIN.rows[0].replace("00417263", "417263"))).data
    assert [one.row and one.row.line for one in judged(twins, ("417263", MARK, "1"), (FELIX, MARK, "2"))] == [
        40,
        37,
    ]


@pytest.mark.parametrize(
    ("nip", "column"), [("99999999", MARK), (FELIX, "apoL_c0042"), (FELIX, "TBQTR999:N")]
)
def test_a_student_or_a_column_that_the_file_has_not_is_said_to_be_missing(nip: str, column: str) -> None:
    assert judged(PLAIN.data, (nip, column, "12"))[0].verdict is Verdict.MISSING


def test_a_student_on_two_lines_is_refused_with_both() -> None:
    assert verdict(DOUBTFUL["duplicate NIP"], FELIX, MARK, "12") == (
        "refused",
        "ce numéro est sur plusieurs lignes du fichier (37, 40)",
    )


def test_a_cell_filled_otherwise_is_told_apart_from_the_same_value() -> None:
    data = filled(PLAIN.data, (FELIX, MARK, "12"), (ZOE, MARK, "8")).replace(b"12,00", b"12.0")
    assert [
        one.verdict.value for one in judged(data, (FELIX, MARK, "12"), (ZOE, MARK, "9"), (LEO, MARK, ""))
    ] == [
        "same",
        "changed",
        "empty",
    ]
    assert b"12.0" in filled(data, (FELIX, MARK, "12"))


def test_two_values_for_one_cell_are_both_refused() -> None:
    both = judged(PLAIN.data, (FELIX, MARK, "12"), (FELIX, "TBQTR101:N", "13"), (FELIX, MARK, "12,0"))
    assert {(one.verdict, one.message) for one in both} == {
        (Verdict.REFUSED, "deux valeurs différentes pour cette case")
    }


@given(st.sampled_from(sorted(READABLE)), st.data())
def test_random_damage_never_changes_a_byte_by_itself(name: str, data: st.DataObject) -> None:
    original = READABLE[name]
    start = data.draw(st.integers(0, len(original)))
    noise = data.draw(st.binary(max_size=6))
    damaged = original[:start] + noise + original[start + data.draw(st.integers(0, 40)) :]
    try:
        file = read_apogee(damaged, "x")
    except UnusableInputError:
        return
    assert file.data == damaged


@given(
    st.lists(
        st.tuples(
            st.sampled_from([FELIX, ZOE, LEO]),
            st.sampled_from([column.id for column in read_apogee(PLAIN.data, "x").columns]),
            st.sampled_from(["12,5", "0", "ABI", "ADM", "20"]),
        ),
        max_size=12,
    ),
    st.sampled_from(sorted(READABLE)),
)
def test_filling_changes_the_cells_it_says_and_filling_again_changes_nothing(
    cells: list[tuple[str, str, str]], name: str
) -> None:
    before = read_apogee(READABLE[name], name)
    told = judge(before, [Entry(*cell) for cell in cells])
    after = read_apogee(write(before, told), name)
    places = {(one.entry.nip, one.column.id) for one in told if one.verdict is Verdict.NEW and one.column}
    assert {(change.row.nip, change.column.id) for change in compare(before, after).changes} == places
    assert write(after, judge(after, [Entry(*cell) for cell in cells])) == after.data


def test_values_are_read_with_or_without_headings_and_a_wrong_line_is_named() -> None:
    lines = b"nip;column;value\r\n00417263;apoL_c0001;12,5\r\n"
    assert read_entries(lines, "v")[0].value == "12,5"
    assert read_entries(lines.split(b"\r\n", 1)[1], "v")[0].nip == FELIX
    assert read_entries(b"\xef\xbb\xbfnip;column;value\n", "v") == read_entries(b"", "v") == ()
    with pytest.raises(UnusableInputError) as refused:
        read_entries(b"1;apoL_c0001;2\n1\n;x;y\n", "v")
    assert [finding.line for finding in refused.value.findings] == [2, 3]
