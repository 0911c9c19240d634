// SPDX-License-Identifier: EUPL-1.2
// One tab stop for the whole grid: the arrows, Enter and Tab move inside it, and the last column lets Tab out.

const PAGE = 15;

export class Cursor {
  /** moved(cell) is told each new active cell. */
  constructor(sheet, moved) {
    Object.assign(this, { sheet, moved, active: null });
    this.#mark(sheet.at(0, 0));
    sheet.table.addEventListener("focusin", (event) => {
      const cell = event.target.closest("td");
      if (sheet.isMark(cell) && cell !== this.active) this.#activate(cell);
    });
    sheet.table.addEventListener("mousedown", (event) => {
      const cell = event.target.closest("td");
      if (sheet.isMark(cell) && event.target === cell) { event.preventDefault(); this.go(cell); }
    });
  }

  go(cell) {
    if (!cell) return false;
    this.#activate(cell);
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }

  /** The cell that many rows and columns away, within the table. */
  step(rows, columns) {
    const { sheet } = this;
    const row = Math.min(Math.max(sheet.rowOf(this.active) + rows, 0), sheet.rows.length - 1);
    const column = Math.min(Math.max(sheet.columnOf(this.active) + columns, 0), sheet.columns.length - 1);
    return this.go(sheet.at(row, column));
  }

  /** The next cell where something may be typed, that way; false when there is none. */
  next(rows, columns) {
    const { sheet } = this;
    let row = sheet.rowOf(this.active) + rows, column = sheet.columnOf(this.active) + columns;
    for (let cell = sheet.at(row, column); cell && sheet.isMark(cell); cell = sheet.at(row, column)) {
      if (sheet.isOpen(cell)) return this.go(cell);
      row += rows;
      column += columns;
    }
    return false;
  }

  /** A key that moves, without anything being typed; true when it did. */
  key(event) {
    const far = event.ctrlKey || event.metaKey ? Infinity : 1;
    const moves = {
      ArrowUp: [-far, 0], ArrowDown: [far, 0], ArrowLeft: [0, -far], ArrowRight: [0, far],
      PageUp: [-PAGE, 0], PageDown: [PAGE, 0],
      Home: [event.ctrlKey ? -Infinity : 0, -Infinity], End: [event.ctrlKey ? Infinity : 0, Infinity],
    };
    const move = moves[event.key];
    return Boolean(move) && !event.altKey && this.step(...move);
  }

  #activate(cell) {
    this.active?.parentElement.classList.remove("here");
    this.active?.removeAttribute("tabindex");
    this.#mark(cell);
    cell.parentElement.classList.add("here");
    this.moved(cell);
  }

  #mark(cell) {
    this.active = cell;
    cell.tabIndex = 0;
  }
}
