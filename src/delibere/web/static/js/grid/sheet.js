// SPDX-License-Identifier: EUPL-1.2
// The table as rows and columns of cells: where each is, what it holds, what it still waits for.
// A cell that is saved is plain HTML; only the others have a state here.

export class Sheet {
  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.table = table;
    this.heads = [...table.tHead.rows[0].cells].filter((cell) => cell.dataset.e);
    this.columns = this.heads.map((cell) => cell.dataset.e);
    this.first = this.heads[0].cellIndex;
    this.rows = [...table.tBodies[0].rows];
    this.byStudent = new Map(this.rows.map((row) => [row.dataset.s, row]));
    /** key → {typed, stored, state: "pending" | "refused" | "conflict" | "unexplained", message, likely} */
    this.states = new Map();
    for (const row of this.rows) for (const cell of this.cellsOf(row)) colour(cell);
  }

  cellsOf(row) { return this.columns.map((_evaluation, column) => row.cells[this.first + column]); }

  at(row, column) { return this.rows[row]?.cells[this.first + column] ?? null; }

  rowOf(cell) { return this.rows.indexOf(cell.parentElement); }

  columnOf(cell) { return cell.cellIndex - this.first; }

  isMark(cell) { return Boolean(cell?.parentElement?.dataset?.s) && this.columnOf(cell) >= 0 && this.columnOf(cell) < this.columns.length; }

  isOpen(cell) { return !cell.classList.contains("ro"); }

  key(cell) { return `${this.columns[this.columnOf(cell)]}:${cell.parentElement.dataset.s}`; }

  cell(key) {
    const [evaluation, student] = key.split(":");
    const column = this.columns.indexOf(evaluation);
    return column < 0 ? null : this.byStudent.get(student)?.cells[this.first + column] ?? null;
  }

  version(cell) { return Number(cell.dataset.v ?? 0); }

  /** What the server holds. */
  stored(cell) { return this.states.get(this.key(cell))?.stored ?? cell.textContent; }

  /** What is to be edited: what was typed last, else what is stored. */
  typed(cell) { return this.states.get(this.key(cell))?.typed ?? cell.textContent; }

  /** « FRAMBOISE Félix, Soutenance orale ». */
  name(cell) {
    const person = cell.parentElement.querySelector("th").textContent.trim();
    return `${person}, ${this.heads[this.columnOf(cell)].dataset.title}`;
  }

  /** Show what was typed and not saved yet, or why it is not. */
  hold(cell, state) {
    this.states.set(this.key(cell), { stored: this.stored(cell), ...state });
    this.paint(cell);
  }

  /** What the server holds now. */
  settle(cell, text, version) {
    this.states.delete(this.key(cell));
    cell.dataset.v = version;
    write(cell, text);
    this.paint(cell);
  }

  /** Forget what was typed. */
  release(cell) {
    const state = this.states.get(this.key(cell));
    if (state) this.settle(cell, state.stored, this.version(cell));
  }

  paint(cell) {
    const state = this.states.get(this.key(cell));
    const trouble = Boolean(state) && state.state !== "pending";
    if (trouble) write(cell, Object.assign(document.createElement("s"), { textContent: state.typed || "–" }));
    else if (state) write(cell, state.typed);
    cell.classList.toggle("pending", state?.state === "pending");
    cell.classList.toggle("trouble", trouble);
    if (trouble) cell.setAttribute("aria-invalid", "true");
    else cell.removeAttribute("aria-invalid");
    colour(cell);
  }

  /** Cells in a state, in the order of the table. */
  troubled(kinds) {
    const found = [...this.states].filter(([, state]) => kinds.includes(state.state)).map(([key]) => this.cell(key));
    return found.sort((a, b) => this.rowOf(a) - this.rowOf(b) || a.cellIndex - b.cellIndex);
  }

  /** The average beside a row, as the server computed it. */
  figure(student, text, provisional, word) {
    const row = this.byStudent.get(student);
    const average = row?.querySelector(".average");
    if (!average) return;
    average.textContent = text;
    average.classList.toggle("light", provisional);
    average.nextElementSibling.textContent = provisional ? word : "";
  }
}

/** What a cell shows; the input that may be open in it stays. */
function write(cell, content) {
  for (const node of [...cell.childNodes]) if (node.nodeName !== "INPUT") node.remove();
  if (content) cell.append(content);
}

const LETTERS = /^[A-Z]{3}$/;

function colour(cell) {
  if (LETTERS.test(cell.textContent)) cell.dataset.l = cell.textContent;
  else if (cell.dataset.l) delete cell.dataset.l;
}
