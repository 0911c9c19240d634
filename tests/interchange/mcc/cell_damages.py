# SPDX-License-Identifier: EUPL-1.2
"""Damages inside one line: its numbers, its cells, its bars, its codes."""

import re
from collections.abc import Callable
from random import Random

from annex_text import Annex, Damage, Make, cells, numbered, row


def _changed_digit(text: str, random: Random) -> str:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    place = random.choice(places)
    new = random.choice([d for d in "0123456789" if d != text[place]])
    changed = text[:place] + new + text[place + 1 :]
    return changed if float(changed) != float(text) else f"{text[:-1]}7"


def _in_number(kind: str, rows: str, change: Callable[[str, Random], str]) -> Make:
    def make(annex: Annex, random: Random) -> Damage:
        index = random.choice(getattr(annex, rows))
        found = cells(annex.lines[index])
        place = random.choice(numbered(found))
        found[place] = change(found[place], random)
        return annex.replaced(f"{kind} ({rows})", index, row(found))

    return make


def _in_cells(kind: str, rows: str, change: Callable[[list[str], Random], list[str]]) -> Make:
    def make(annex: Annex, random: Random) -> Damage:
        index = random.choice(getattr(annex, rows))
        found = cells(annex.lines[index])
        for _attempt in range(50):
            changed = change(list(found), random)
            if changed != found:
                break
        return annex.replaced(f"{kind} ({rows})", index, row(changed))

    return make


def _in_line(kind: str, rows: str, change: Callable[[str, Random], str]) -> Make:
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


def _swap_any(found: list[str], random: Random) -> list[str]:
    one, other = random.sample(range(len(found)), 2)
    found[one], found[other] = found[other], found[one]
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


def _pipe_misread(line: str, random: Random) -> str:
    place = random.choice([i for i, c in enumerate(line) if c == "|"])
    return f"{line[:place]}{random.choice('/!¦')}{line[place + 1 :]}"


def _pipe_inside(line: str, random: Random) -> str:
    place = random.randrange(1, len(line))
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


def _in_code(kind: str, pattern: str, change: Callable[[str, Random], str]) -> Make:
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


def _text_in_empty_cell(found: list[str], random: Random) -> list[str]:
    empty = [i for i, cell in enumerate(found) if not cell]
    if empty:
        found[random.choice(empty)] = random.choice(["x", "5", "1.40", "R9.99", "Modules"])
    return found


CELL_DAMAGES: tuple[Make, ...] = (
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
    *(_in_cells("any cells swapped", rows, _swap_any) for rows in ("modules", "totals", "credits")),
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
    *(_in_line("bar misread", rows, _pipe_misread) for rows in ("modules", "totals", "credits", "headers")),
    *(_in_line("bar inside a cell", rows, _pipe_inside) for rows in ("modules", "totals", "credits")),
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
)
