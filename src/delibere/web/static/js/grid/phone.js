// SPDX-License-Identifier: EUPL-1.2
// On a phone, one evaluation at a time: the others are marked away, and the style sheet hides them there only.

export function oneColumn(sheet, choice) {
  const apply = () => {
    for (const [column, head] of sheet.heads.entries()) {
      head.classList.toggle("away", column !== Number(choice.value));
      for (const row of sheet.rows) row.cells[sheet.first + column].classList.toggle("away", column !== Number(choice.value));
    }
  };
  choice.addEventListener("change", apply);
  apply();
}
