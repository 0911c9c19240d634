# SPDX-License-Identifier: EUPL-1.2
"""Damages of whole lines and of what is around the tables: rows, maquettes, headings, UE, years, blocks."""

import re
from random import Random

from annex_text import Annex, Damage, Make, cells, row


def _row_dropped(rows: str) -> Make:
    def make(annex: Annex, random: Random) -> Damage:
        return annex.replaced(f"row dropped ({rows})", random.choice(getattr(annex, rows)))

    return make


def _row_doubled(rows: str) -> Make:
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


SHAPE_DAMAGES: tuple[Make, ...] = (
    *(_row_dropped(rows) for rows in ("modules", "totals", "credits", "headers", "headings", "ues")),
    *(_row_doubled(rows) for rows in ("modules", "totals", "credits", "headers", "headings", "ues")),
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
