# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest
from answers import Run
from python_calamine import CalamineWorkbook

from delibere import read_annex


def test_every_maquette_goes_from_the_annex_to_its_results(run: Run, annex: Path, tmp_path: Path) -> None:
    answer = run("demo", tmp_path)
    assert answer.code == 0
    slugs = [maquette.id for maquette in read_annex(annex).curriculum.maquettes]
    for slug in slugs:
        [results] = tmp_path.glob(f"*/{slug}-resultats.xlsx")
        assert CalamineWorkbook.from_path(str(results)).sheet_names[0] == "Résultats"
        assert slug in answer.out
    assert len(list(tmp_path.glob("*/*-notes.xlsx"))) == len(slugs) == 20
    assert len(list(tmp_path.glob("*/annee-resultats.xlsx"))) == 10
    assert "acquise (annexe 1, point 4.3)." in answer.out


def test_a_folder_that_cannot_be_written_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pris").write_text("un fichier", "utf-8")
    answer = run("demo", tmp_path / "pris" / "dessous")
    assert answer.code == 2
    assert answer.err.startswith("Refusé : Impossible d’écrire dans")


@pytest.mark.parametrize("seed", ["x", "1.5"])
def test_a_seed_that_is_no_number_is_refused_in_french(run: Run, tmp_path: Path, seed: str) -> None:
    answer = run("demo", tmp_path, "--seed", seed)
    assert answer.code == 2
    assert f"« {seed} » n’est pas un nombre" in answer.err
