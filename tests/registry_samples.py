# SPDX-License-Identifier: EUPL-1.2
"""Registry files of every kind met, built from one plain description: valid, doubtful, broken."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

KINDS = (("N", "Note"), ("B", "Barème"), ("R", "Résultat"))
TITLES = (
    "XX-APO_TITRES-XX",
    "apoC_annee\t2023/2024",
    "apoC_cod_dip\tTBQLIO",
    "apoC_Cod_Exp\t1",
    "apoC_cod_vdi\t111",
    "apoC_Fichier_Exp\tC:\\Users\\scol\\TBQLIO_V1QL.TXT",
    "apoC_lib_dip\tBUT Qualité, logistique",
    "apoC_Titre1\tExport Apogée du 25/06/2024 à 14:29",
    "apoC_Titre2",
)
RESULTS = (
    "XX-APO_TYP_RES-XX",
    "4\tADM\tAJ\tDEF\tCOMP",
    "5\tADM\tAJ\tAJAC\tDEF\tRED",
    "4\tADM\tAJ\tCOMP\t.",
    "3\tABI\tABJ\tDIS",
    "ADM : Admis\tAJ : Ajourné\tDEF : Défaillant\tCOMP : Compensé",
)
DESCRIPTIONS = (
    "XX-APO_COLONNES-XX",
    (
        "apoL_a01_code\tType Objet\tCode\tVersion\tAnnée\tSession\t"
        "Admission/Admissibilité\tType Rés.\t\t\tEtudiant\tNuméro"
    ),
    "apoL_a02_nom\t\t\t\t\t\t\t\t\t\t\tNom",
    "apoL_a03_prenom\t\t\t\t\t\t\t\t\t\t\tPrénom",
    "apoL_a04_naissance\t\t\t\t\t\t\t\t\tSession\tAdmissibilité\tNaissance",
    "APO_COL_VAL_DEB",
)
ELEMENTS = (
    ("VET", "V1QL", "111", "0", "V1QL - BUT QLIO an 1"),
    ("ELP", "TBQTR101", "", "0", "TBQTR101 - Mathématiques"),
    ("EPR", "TBQTE101", "", "1", "TBQTE101 - Écrit"),
)
PEOPLE = (
    ("00417263", "FRAMBOISE", "Félix", " 03/05/2005"),
    ("11681234", "D’ANETH", "Zoé", " 23/09/2004"),
    ("20180001", "ŒILLET", "Léo", " 01/01/2003"),
)


def columns(
    elements: tuple[tuple[str, ...], ...], kinds: Callable[[str], str] = lambda _type: "NBR"
) -> list[str]:
    rows: list[str] = []
    for type_, code, version, session, label in elements:
        for kind, caption in KINDS:
            if kind in kinds(type_):
                title = label if kind == "N" else ""
                fields = (type_, code, version, "2023", session, "1", kind, title, session, "1", caption)
                rows.append("\t".join((f"apoL_c{len(rows) + 1:04d}", *fields)))
    return rows


def exam_has_no_result(type_: str) -> str:
    return "NB" if type_ == "EPR" else "NBR"


@dataclass(frozen=True)
class Plain:
    """Lines of a file, and how they become bytes."""

    titles: tuple[str, ...] = TITLES
    results: tuple[str, ...] = RESULTS
    columns: tuple[str, ...] = (*DESCRIPTIONS, *columns(ELEMENTS, exam_has_no_result))
    end: tuple[str, ...] = ("APO_COL_VAL_FIN", "apoL_c0009\tAPO_COL_VAL_FIN")
    tag: str = "XX-APO_VALEURS-XX"
    head: str = "\t".join(
        ["apoL_a01_code", "apoL_a02_nom", "apoL_a03_prenom", "apoL_a04_naissance"]
        + [f"apoL_c{n:04d}" for n in range(1, 9)]
    )
    rows: tuple[str, ...] = tuple("\t".join(person) + "\t" * 8 for person in PEOPLE)
    tail: tuple[str, ...] = ()
    separator: str = ""
    newline: str = "\r\n"
    encoding: str = "cp1252"

    @property
    def lines(self) -> list[str]:
        blank = self.separator
        results = [*self.results, blank] if self.results else []
        titles = [*self.titles, blank] if self.titles else []
        return [
            *titles,
            *results,
            *self.columns,
            *self.end,
            blank,
            self.tag,
            self.head,
            *self.rows,
            *self.tail,
        ]

    @property
    def data(self) -> bytes:
        return "".join(line + self.newline for line in self.lines).encode(self.encoding)


PLAIN = Plain()
TWO_SESSIONS = (
    ("ELP", "TBQTR101", "", "1", "TBQTR101 - Mathématiques"),
    ("ELP", "TBQTR101", "", "2", "TBQTR101 - Mathématiques"),
)


def _mixed(data: bytes) -> bytes:
    lines = data.split(b"\r\n")
    return b"".join(line + (b"\n" if n % 3 else b"\r\n") for n, line in enumerate(lines[:-1]))


def _letters(old: str, new: str) -> bytes:
    return PLAIN.data.replace(old.encode("cp1252"), new.encode("cp1252"))


VALID: Mapping[str, bytes] = {
    "plain": PLAIN.data,
    "no TYP_RES": replace(PLAIN, results=()).data,
    "wrong count in TYP_RES": PLAIN.data.replace(b"4\tADM\tAJ\tDEF", b"9\tADM\tAJ\tDEF"),
    "labels without lists": replace(PLAIN, results=(RESULTS[0], RESULTS[5] + "\tABI : Absent\t")).data,
    "no VDI": replace(PLAIN, titles=TITLES[:4] + TITLES[5:]).data,
    "no VET": replace(
        PLAIN,
        columns=(*DESCRIPTIONS, *columns(ELEMENTS[1:], exam_has_no_result)),
        head=PLAIN.head.removesuffix("\tapoL_c0006\tapoL_c0007\tapoL_c0008"),
    ).data,
    "rows of four fields": replace(PLAIN, rows=tuple(row.rstrip("\t") for row in PLAIN.rows)).data,
    "flag 1 in the description of names": PLAIN.data.replace(b"\t\tNom", b"\t1\tNom").replace(
        "\t\tPrénom".encode("cp1252"), "\t1\tPrénom".encode("cp1252")
    ),
    "trailing tabulations": replace(
        PLAIN, head=PLAIN.head + "\t", rows=tuple(row + "\t" for row in PLAIN.rows)
    ).data,
    "trailing space on the head": replace(PLAIN, head=PLAIN.head + " ").data,
    "padded end of columns": replace(PLAIN, end=("APO_COL_VAL_FIN\t\t\t\t\t  \t",)).data,
    "end of columns with a flag": replace(
        PLAIN, end=("APO_COL_VAL_FIN", "apoL_c0009\tAPO_COL_VAL_FIN" + "\t" * 9 + "1\t")
    ).data,
    "no end of columns": replace(PLAIN, end=()).data,
    "tags padded": PLAIN.data.replace(b"-XX\r\n", b"-XX\t\t  \t\r\n"),
    "separators of tabulations": replace(PLAIN, separator="\t\t\t\t\t").data,
    "no separator at all": b"".join(line for line in PLAIN.data.splitlines(keepends=True) if line.strip()),
    "blank tail": replace(PLAIN, tail=("", "\t\t\t\t", "  ", "")).data,
    "end-of-file mark of DOS": PLAIN.data + b"\x1a",
    "last line without ending": PLAIN.data.removesuffix(b"\r\n"),
    "LF": replace(PLAIN, newline="\n").data,
    "UTF-8": replace(PLAIN, encoding="utf-8").data,
    "UTF-8 with a mark": replace(PLAIN, encoding="utf-8-sig").data,
    "two sessions of one code": replace(
        PLAIN,
        columns=(*DESCRIPTIONS, *columns(TWO_SESSIONS)),
        head=PLAIN.head.removesuffix("\tapoL_c0007\tapoL_c0008"),
        rows=tuple(row.removesuffix("\t\t") for row in PLAIN.rows),
    ).data,
    "quotes and semicolons": PLAIN.data.replace(b"FRAMBOISE", b'"FRAM;BOISE"'),
    "unknown kinds": PLAIN.data.replace(b"\t1\tB\t", b"\t1\tJ\t").replace(b"\t1\tR\t", b"\t1\tM\t"),
    "head in another order": PLAIN.data.replace(
        b"apoL_c0001\tapoL_c0002\tapoL", b"apoL_c0002\tapoL_c0001\tapoL"
    ),
}

DOUBTFUL: Mapping[str, bytes] = {
    "mixed line endings": _mixed(PLAIN.data),
    "UTF-8 read as Windows": _letters("Année", "AnnÃ©e"),
    "Windows read as Macintosh": _letters("Année", "AnnÈe").replace(b"Bar\xe8me", b"Bar\xcbme"),
    "lost letters": _letters("Barème", "Bar?me"),
    "undefined bytes": _letters("Zoé", "Zo\u2019").replace(b"Zo\x92", b"Zo\x81"),
    "duplicate NIP": replace(PLAIN, rows=(*PLAIN.rows, PLAIN.rows[0])).data,
    "no student": replace(PLAIN, rows=()).data,
    "no titles": replace(PLAIN, titles=()).data,
    "rows separated by spaces": replace(PLAIN, rows=tuple(row.replace("\t", " ") for row in PLAIN.rows)).data,
    "columns separated by spaces": replace(
        PLAIN,
        columns=(*DESCRIPTIONS, *(line.replace("\t", "  ") for line in PLAIN.columns[6:])),
        rows=tuple(row.replace("\t", " ") for row in PLAIN.rows),
    ).data,
    "a gap in the numbers of columns": PLAIN.data.replace(b"apoL_c0008", b"apoL_c0012"),
    "a column half described": PLAIN.data.replace(
        b"apoL_c0008\tEPR\tTBQTE101\t\t2023\t1\t1\tB", b"apoL_c0008\tEPR\tTBQTE101\t"
    ),
    "two columns that say the same": PLAIN.data.replace(
        b"TBQTR101\t\t2023\t0\t1\tB", b"TBQTR101\t\t2023\t0\t1\tN"
    ),
    "a column absent from the head": PLAIN.data.replace(b"\tapoL_c0008\r\n", b"\r\n"),
    "a column that nothing describes": PLAIN.data.replace(
        b"\tapoL_c0008\r\n", b"\tapoL_c0008\tapoL_c0009\r\n"
    ),
    "cells beyond the last column": replace(PLAIN, rows=(PLAIN.rows[0] + "\t12,00", *PLAIN.rows[1:])).data,
    "a row without number": replace(PLAIN, tail=("\tFRAMBOISE\tFélix",)).data,
    "a birth that is no day": PLAIN.data.replace(b" 03/05/2005", b" 31/02/2005"),
    "no year": PLAIN.data.replace(b"2023/2024", b""),
}

BROKEN: Mapping[str, bytes] = {
    "empty": b"",
    "blank": b"\r\n\t\r\n",
    "UTF-16 by Excel": PLAIN.data.decode("cp1252").encode("utf-16"),
    "UTF-16 without a mark": PLAIN.data.decode("cp1252").encode("utf-16-le"),
    "one NUL": PLAIN.data.replace(b"Z", b"\0"),
    "xlsx": b"PK\x03\x04" + bytes(range(256)),
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)),
    "another text": "Bonjour, voici les notes.\r\n".encode("cp1252"),
    "semicolons": PLAIN.data.replace(b"\t", b";"),
    "no values": PLAIN.data[: PLAIN.data.index(b"XX-APO_VALEURS")],
    "no columns": PLAIN.data[PLAIN.data.index(b"XX-APO_VALEURS") :],
    "no head of values": replace(PLAIN, head="").data,
    "a column described twice": PLAIN.data.replace(b"apoL_c0008\tEPR", b"apoL_c0007\tEPR"),
    "a column twice in the head": PLAIN.data.replace(b"\tapoL_c0008\r\n", b"\tapoL_c0007\r\n"),
    "two files end to end": PLAIN.data * 2,
}

READABLE = {**VALID, **DOUBTFUL}


def sample_for(
    people: Sequence[Sequence[str]], elements: Sequence[tuple[str, ...]], kinds: str = "NBR"
) -> bytes:
    """A registry file of these people (number, surname, first name) and elements (type, code, version, …)."""
    rows = columns(tuple(elements), lambda _type: kinds)
    ids = [row.split("\t")[0] for row in rows]
    identity = ["apoL_a01_code", "apoL_a02_nom", "apoL_a03_prenom", "apoL_a04_naissance"]
    made = replace(
        PLAIN,
        results=(*RESULTS[:4], RESULTS[4].replace("ABI", "DEM\tRED\tNAR\tABI"), RESULTS[5]),
        columns=(*DESCRIPTIONS, *rows),
        end=("APO_COL_VAL_FIN", f"apoL_c{len(rows) + 1:04d}\tAPO_COL_VAL_FIN"),
        head="\t".join([*identity, *ids]),
        encoding="utf-8",
        rows=tuple("\t".join([*person, " 01/01/2004"]) + "\t" * len(ids) for person in people),
    )
    return made.data
