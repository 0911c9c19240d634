# SPDX-License-Identifier: EUPL-1.2
"""Every way we could think of to damage one place of an annex, each as one change of its lines."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, eq=False)
class Damage:
    """One damaged annex.

    Attributes:
        kind: its class.
        lines: the annex once damaged.
        where: line numbers, in the damaged file, one of which a finding should name.
    """

    kind: str
    lines: list[str]
    where: frozenset[int]


@dataclass(frozen=True)
class Annex:
    """The annex and where its rows stand (indices of lines, from 0)."""

    lines: list[str]
    only: frozenset[int] = frozenset()
    """Indices of the only module rows to damage, all of them when empty."""

    def where(self, test: Callable[[str], bool]) -> list[int]:
        return [i for i, line in enumerate(self.lines) if test(line)]

    @property
    def modules(self) -> list[int]:
        rows = self.where(lambda line: "| TBQ" in line)
        return [row for row in rows if not self.only or row in self.only]

    @property
    def totals(self) -> list[int]:
        return self.where(lambda line: "Total des coefficients" in line)

    @property
    def credits(self) -> list[int]:
        return self.where(lambda line: "Crédits ECTS" in line)

    @property
    def headers(self) -> list[int]:
        return self.where(lambda line: "Code Apogée" in line)

    @property
    def headings(self) -> list[int]:
        return self.where(lambda line: line.startswith("**"))

    @property
    def ues(self) -> list[int]:
        return self.where(lambda line: re.match(r"\s*UE\d", line) is not None)

    def section_of(self, index: int) -> int:
        return max(start for start in self.headings if start <= index)

    def replaced(self, kind: str, index: int, *new: str) -> Damage:
        lines = [*self.lines[:index], *new, *self.lines[index + 1 :]]
        return Damage(kind, lines, frozenset(range(index, index + 5)))


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def row(found: list[str]) -> str:
    return "| " + " | ".join(found) + " |"


def numbered(found: list[str]) -> list[int]:
    return [i for i, cell in enumerate(found) if NUMBER.fullmatch(cell)]


def damages(annex: Annex, random: Random) -> Iterator[Damage]:
    """Damages without end, every class in turn."""
    while True:
        for make in CLASSES:
            yield make(annex, random)


def _changed_digit(text: str, random: Random) -> str:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    place = random.choice(places)
    new = random.choice([d for d in "0123456789" if d != text[place]])
    changed = text[:place] + new + text[place + 1 :]
    return changed if float(changed) != float(text) else f"{text[:-1]}7"


def _in_number(kind: str, rows: str, change: Callable[[str, Random], str]) -> "Make":
    def make(annex: Annex, random: Random) -> Damage:
        index = random.choice(getattr(annex, rows))
        found = cells(annex.lines[index])
        place = random.choice(numbered(found))
        found[place] = change(found[place], random)
        return annex.replaced(f"{kind} ({rows})", index, row(found))

    return make


def _in_cells(kind: str, rows: str, change: Callable[[list[str], Random], list[str]]) -> "Make":
    def make(annex: Annex, random: Random) -> Damage:
        index = random.choice(getattr(annex, rows))
        found = cells(annex.lines[index])
        for _attempt in range(50):
            changed = change(list(found), random)
            if changed != found:
                break
        return annex.replaced(f"{kind} ({rows})", index, row(changed))

    return make


def _in_line(kind: str, rows: str, change: Callable[[str, Random], str]) -> "Make":
    def make(annex: Annex, random: Random) -> Damage:
        for _attempt in range(50):
            index = random.choice(getattr(annex, rows))
            changed = change(annex.lines[index], random)
            if changed != annex.lines[index]:
                break
        return annex.replaced(f"{kind} ({rows})", index, changed)

    return make


def _moved_point(text: str, _random: Random) -> str:
    value = text if "." in text else f"{text}.0"
    whole, part = value.split(".")
    moved = f"{whole}{part[0]}.{part[1:] or '0'}"
    return moved if float(moved) != float(text) else f"1{text}"


def _swap(found: list[str], random: Random) -> list[str]:
    places = numbered(found)
    one, other = random.sample(places, 2)
    if float(found[one]) != float(found[other]):
        found[one], found[other] = found[other], found[one]
    return found


def _swap_texts(found: list[str], random: Random) -> list[str]:
    one = random.randrange(len(found) - 1)
    found[one], found[one + 1] = found[one + 1], found[one]
    if [c for c in found if c] == [c for c in sorted(found) if c]:
        return found
    return found


def _drop_cell(found: list[str], random: Random) -> list[str]:
    del found[random.randrange(len(found))]
    return found


def _double_cell(found: list[str], random: Random) -> list[str]:
    place = random.randrange(len(found))
    return [*found[: place + 1], *found[place:]]


def _insert_empty(found: list[str], random: Random) -> list[str]:
    place = random.randrange(len(found) + 1)
    return [*found[:place], "", *found[place:]]


def _merge(found: list[str], random: Random) -> list[str]:
    place = random.randrange(len(found) - 1)
    merged = " ".join(cell for cell in found[place : place + 2] if cell)
    return [*found[:place], merged, *found[place + 2 :]]


def _merge_tight(found: list[str], random: Random) -> list[str]:
    place = random.randrange(len(found) - 1)
    return [*found[:place], "".join(found[place : place + 2]), *found[place + 2 :]]


def _push_right(found: list[str], _random: Random) -> list[str]:
    return ["", *found[:-1]]


def _push_left(found: list[str], _random: Random) -> list[str]:
    return [*found[1:], ""]


def _pipe_lost(line: str, random: Random) -> str:
    places = [i for i, c in enumerate(line) if c == "|"]
    place = random.choice(places)
    return line[:place] + line[place + 1 :]


def _pipe_doubled(line: str, random: Random) -> str:
    places = [i for i, c in enumerate(line) if c == "|"]
    place = random.choice(places)
    return f"{line[:place]}|{line[place:]}"


def _cut_end(line: str, random: Random) -> str:
    return line[: random.randrange(3, len(line))]


def _typo(line: str, random: Random) -> str:
    place = random.randrange(len(line))
    return line[:place] + random.choice("abcdefXYZ019.-") + line[place + 1 :]


def _lost_letter(line: str, random: Random) -> str:
    place = random.randrange(len(line))
    return line[:place] + line[place + 1 :]


def _two_letters_swapped(line: str, random: Random) -> str:
    place = random.randrange(len(line) - 1)
    return line[:place] + line[place + 1] + line[place] + line[place + 2 :]


def _in_code(kind: str, pattern: str, change: Callable[[str, Random], str]) -> "Make":
    code = re.compile(pattern)

    def make(annex: Annex, random: Random) -> Damage:
        for _attempt in range(50):
            index = random.choice(annex.modules)
            found = cells(annex.lines[index])
            place = next(i for i, cell in enumerate(found) if code.fullmatch(cell))
            changed = change(found[place], random)
            if changed != found[place]:
                break
        found[place] = changed
        return annex.replaced(kind, index, row(found))

    return make


APOGEE = r"TBQ[A-Z0-9]{5}"
PN = r"(?:R|SAE)\d[.A-Z0-9a-z]+|H\.IA"


def _letter_for_digit(code: str, _random: Random) -> str:
    return code.replace("0", "O", 1).replace("1", "I", 1) if "0" not in code else code.replace("0", "O", 1)


def _other_digit(code: str, random: Random) -> str:
    places = [i for i, c in enumerate(code) if c.isdigit()]
    if not places:
        return code
    place = random.choice(places)
    return code[:place] + random.choice("0123456789") + code[place + 1 :]


def _other_letter(code: str, random: Random) -> str:
    place = random.choice([i for i, c in enumerate(code) if c.isupper()])
    return code[:place] + random.choice("ABCDEFGHIPRSTZ") + code[place + 1 :]


def _lower(code: str, random: Random) -> str:
    place = random.choice([i for i, c in enumerate(code) if c.isupper()])
    return code[:place] + code[place].lower() + code[place + 1 :]


def _lower_all(code: str, _random: Random) -> str:
    return code.lower()


def _code_shorter(code: str, random: Random) -> str:
    place = random.randrange(len(code))
    return code[:place] + code[place + 1 :]


def _code_longer(code: str, random: Random) -> str:
    place = random.randrange(len(code) + 1)
    return code[:place] + random.choice("A0Z9.") + code[place:]


def _code_spaced(code: str, random: Random) -> str:
    place = random.randrange(1, len(code))
    return f"{code[:place]} {code[place:]}"


def _semester_digit(code: str, random: Random) -> str:
    found = re.search(r"\d", code)
    if found is None:
        return code
    return code[: found.start()] + random.choice("123456789") + code[found.end() :]


def _emptied(_code: str, _random: Random) -> str:
    return ""


def _row_dropped(rows: str) -> "Make":
    def make(annex: Annex, random: Random) -> Damage:
        return annex.replaced(f"row dropped ({rows})", random.choice(getattr(annex, rows)))

    return make


def _row_doubled(rows: str) -> "Make":
    def make(annex: Annex, random: Random) -> Damage:
        index = random.choice(getattr(annex, rows))
        return annex.replaced(f"row doubled ({rows})", index, annex.lines[index], annex.lines[index])

    return make


def _row_moved(annex: Annex, random: Random) -> Damage:
    source, target = random.sample(annex.modules, 2)
    while annex.section_of(source) == annex.section_of(target):
        source, target = random.sample(annex.modules, 2)
    lines = list(annex.lines)
    moved = lines.pop(source)
    target -= target > source
    lines.insert(target, moved)
    return Damage("row moved to another maquette", lines, frozenset({source + 1, source, target + 1}))


def _row_copied(annex: Annex, random: Random) -> Damage:
    source, target = random.sample(annex.modules, 2)
    lines = list(annex.lines)
    lines.insert(target, lines[source])
    return Damage("row copied elsewhere", lines, frozenset({target + 1}))


def _row_replaced(annex: Annex, random: Random) -> Damage:
    source, target = random.sample(annex.modules, 2)
    while annex.lines[source] == annex.lines[target]:
        source, target = random.sample(annex.modules, 2)
    return annex.replaced("row replaced by another one", target, annex.lines[source])


def _row_moved_within(annex: Annex, random: Random) -> Damage:
    source = random.choice(annex.modules)
    targets = [i for i in annex.modules if annex.section_of(i) == annex.section_of(source) and i != source]
    target = random.choice(targets)
    lines = list(annex.lines)
    lines.insert(target, lines.pop(source))
    return Damage("row moved within its maquette", lines, frozenset({target + 1}))


def _row_below_total(annex: Annex, random: Random) -> Damage:
    source = random.choice(annex.modules)
    target = min(i for i in annex.totals if i > source)
    lines = list(annex.lines)
    lines.insert(target, lines.pop(source))
    return Damage("row moved below the total", lines, frozenset({target + 1, target}))


def _rows_joined(annex: Annex, random: Random) -> Damage:
    index = random.choice(annex.modules)
    lines = [
        *annex.lines[:index],
        annex.lines[index] + " " + annex.lines[index + 1],
        *annex.lines[index + 2 :],
    ]
    return Damage("two rows on one line", lines, frozenset({index + 1}))


def _row_broken(annex: Annex, random: Random) -> Damage:
    index = random.choice(annex.modules)
    line = annex.lines[index]
    place = random.randrange(3, len(line) - 2)
    return annex.replaced("row broken in two", index, line[:place], line[place:])


def _row_unbarred(annex: Annex, random: Random) -> Damage:
    index = random.choice([*annex.modules, *annex.totals, *annex.credits])
    return annex.replaced("row without bars", index, annex.lines[index].replace("|", " "))


def _separator_dropped(annex: Annex, random: Random) -> Damage:
    return annex.replaced("separator dropped", random.choice(annex.headers) + 1)


def _maquette(annex: Annex, random: Random) -> tuple[int, int]:
    starts = [*annex.headings, len(annex.lines)]
    which = random.randrange(len(starts) - 1)
    return starts[which], starts[which + 1]


def _maquette_dropped(annex: Annex, random: Random) -> Damage:
    start, end = _maquette(annex, random)
    lines = annex.lines[:start] + annex.lines[end:]
    return Damage("maquette dropped", lines, frozenset(range(1, 10)))


def _maquette_doubled(annex: Annex, random: Random) -> Damage:
    start, end = _maquette(annex, random)
    lines = [*annex.lines[:end], "", *annex.lines[start:end], *annex.lines[end:]]
    return Damage("maquette doubled", lines, frozenset({end + 2}))


def _truncated(annex: Annex, random: Random) -> Damage:
    text = "\n".join(annex.lines)
    end = random.randrange(3000, len(text) - 5)
    lines = text[:end].split("\n")
    return Damage("file truncated", lines, frozenset({len(lines), len(lines) - 1, 7}))


def _announced(annex: Annex, random: Random) -> Damage:
    index = next(i for i, line in enumerate(annex.lines) if line.startswith("Nombre"))
    number = random.choice(["19", "21", "2", "200"])
    return annex.replaced("announced number changed", index, annex.lines[index].replace("20", number))


def _announced_dropped(annex: Annex, _random: Random) -> Damage:
    index = next(i for i, line in enumerate(annex.lines) if line.startswith("Nombre"))
    return annex.replaced("announced number dropped", index)


def _year(annex: Annex, random: Random) -> Damage:
    index = random.choice(annex.where(lambda line: line.strip("*") == "2023-2024"))
    year = random.choice(["2022-2023", "2023-2025", "2023", "20232024", "2o23-2024"])
    return annex.replaced("year changed", index, annex.lines[index].replace("2023-2024", year))


def _year_dropped(annex: Annex, random: Random) -> Damage:
    index = random.choice(annex.where(lambda line: line.strip("*") == "2023-2024"))
    return annex.replaced("year dropped", index)


def _heading_word(annex: Annex, random: Random) -> Damage:
    index = random.choice(annex.headings)
    words = annex.lines[index].split(" ")
    place = random.randrange(len(words))
    others = [
        w
        for w in ("FA", "OSC", "QMI", "MP", "alternance", "1", "2", "3", "5", "BUT", "GEA", "")
        if w != words[place]
    ]
    words[place] = random.choice(others)
    return annex.replaced("heading word changed", index, " ".join(word for word in words if word))


def _heading_word_dropped(annex: Annex, random: Random) -> Damage:
    index = random.choice(annex.headings)
    words = annex.lines[index].split(" ")
    del words[random.randrange(len(words))]
    return annex.replaced("heading word dropped", index, " ".join(words))


def _headings_swapped(annex: Annex, random: Random) -> Damage:
    one, other = random.sample(annex.headings, 2)
    lines = list(annex.lines)
    lines[one], lines[other] = lines[other], lines[one]
    return Damage("headings swapped", lines, frozenset({one + 1, other + 1}))


def _ues_swapped(annex: Annex, random: Random) -> Damage:
    index = random.choice([i for i in annex.ues if i + 1 in annex.ues])
    one, other = (annex.lines[i].split(" - ", 1) for i in (index, index + 1))
    lines = list(annex.lines)
    lines[index], lines[index + 1] = f"{one[0]} - {other[1]}", f"{other[0]} - {one[1]}"
    return Damage("titles of two UE swapped", lines, frozenset({index + 1, index + 2}))


def _title_changed(annex: Annex, random: Random) -> Damage:
    index = random.choice(annex.modules)
    found = cells(annex.lines[index])
    place = max(range(len(found)), key=lambda i: len(found[i]))
    found[place] += " avancé"
    return annex.replaced("title changed", index, row(found))


def _block_changed(annex: Annex, random: Random) -> Damage:
    index = random.choice(annex.where(lambda line: "Modules d" in line))
    change = random.choice(
        [("Modules de", "Modules"), ("de spécialité", "du Tronc Commun"), ("Modules d", "")]
    )
    line = re.sub(
        r"Modules d[^|]*",
        lambda m: m[0].replace(*change) if change[0] != "Modules d" else "",
        annex.lines[index],
    )
    return annex.replaced("block label changed", index, line)


def _text_in_empty_cell(found: list[str], random: Random) -> list[str]:
    empty = [i for i, cell in enumerate(found) if not cell]
    if empty:
        found[random.choice(empty)] = random.choice(["x", "5", "1.40", "R9.99", "Modules"])
    return found


Make = Callable[[Annex, Random], Damage]

CLASSES: tuple[Make, ...] = (
    *(_in_number("digit changed", rows, _changed_digit) for rows in ("modules", "totals", "credits")),
    *(_in_number("number emptied", rows, lambda *_: "") for rows in ("modules", "totals", "credits")),
    *(
        _in_number("number replaced by text", rows, lambda *_: "voir")
        for rows in ("modules", "totals", "credits")
    ),
    *(
        _in_number("letter in a number", rows, lambda n, _: n.replace("0", "O") if "0" in n else f"{n}l")
        for rows in ("modules", "totals", "credits")
    ),
    *(_in_number("point moved", rows, _moved_point) for rows in ("modules", "totals", "credits")),
    *(
        _in_number("sign added", rows, lambda n, _: f"-{n}" if float(n) else "-1")
        for rows in ("modules", "totals", "credits")
    ),
    *(_in_cells("two numbers swapped", rows, _swap) for rows in ("modules", "totals", "credits")),
    *(
        _in_cells("neighbour cells swapped", rows, _swap_texts)
        for rows in ("modules", "totals", "credits", "headers")
    ),
    *(_in_cells("cell dropped", rows, _drop_cell) for rows in ("modules", "totals", "credits", "headers")),
    *(_in_cells("cell doubled", rows, _double_cell) for rows in ("modules", "totals", "credits", "headers")),
    *(
        _in_cells("empty cell inserted", rows, _insert_empty)
        for rows in ("modules", "totals", "credits", "headers")
    ),
    *(_in_cells("cells merged", rows, _merge) for rows in ("modules", "totals", "credits", "headers")),
    *(
        _in_cells("cells merged tightly", rows, _merge_tight)
        for rows in ("modules", "totals", "credits", "headers")
    ),
    *(
        _in_cells("row pushed right", rows, _push_right)
        for rows in ("modules", "totals", "credits", "headers")
    ),
    *(_in_cells("row pushed left", rows, _push_left) for rows in ("modules", "totals", "credits", "headers")),
    *(
        _in_cells("text in an empty cell", rows, _text_in_empty_cell)
        for rows in ("modules", "totals", "credits")
    ),
    *(_in_line("bar lost", rows, _pipe_lost) for rows in ("modules", "totals", "credits", "headers")),
    *(_in_line("bar doubled", rows, _pipe_doubled) for rows in ("modules", "totals", "credits", "headers")),
    *(
        _in_line("end of line lost", rows, _cut_end)
        for rows in ("modules", "totals", "credits", "headers", "headings", "ues")
    ),
    *(
        _in_line("character changed", rows, _typo)
        for rows in ("modules", "totals", "credits", "headers", "headings", "ues")
    ),
    *(
        _in_line("character lost", rows, _lost_letter)
        for rows in ("modules", "totals", "credits", "headers", "headings", "ues")
    ),
    *(
        _in_line("characters swapped", rows, _two_letters_swapped)
        for rows in ("modules", "totals", "credits", "headers", "headings", "ues")
    ),
    *(_row_dropped(rows) for rows in ("modules", "totals", "credits", "headers", "headings", "ues")),
    *(_row_doubled(rows) for rows in ("modules", "totals", "credits", "headers", "headings", "ues")),
    *(
        _in_code(f"{name} {kind}", pattern, change)
        for name, pattern in (("Apogée code", APOGEE), ("PN code", PN))
        for kind, change in (
            ("with O for 0", _letter_for_digit),
            ("with another digit", _other_digit),
            ("with another letter", _other_letter),
            ("with a lower case letter", _lower),
            ("in lower case", _lower_all),
            ("shorter", _code_shorter),
            ("longer", _code_longer),
            ("spaced", _code_spaced),
            ("of another semester", _semester_digit),
            ("emptied", _emptied),
        )
    ),
    _row_moved,
    _row_copied,
    _row_replaced,
    _row_moved_within,
    _row_below_total,
    _rows_joined,
    _row_broken,
    _row_unbarred,
    _separator_dropped,
    _maquette_dropped,
    _maquette_doubled,
    _truncated,
    _announced,
    _announced_dropped,
    _year,
    _year_dropped,
    _heading_word,
    _heading_word_dropped,
    _headings_swapped,
    _ues_swapped,
    _title_changed,
    _block_changed,
)
