// SPDX-License-Identifier: EUPL-1.2
// Typing in a cell: one input that goes from cell to cell.

export class Editor {
  /** typed(cell, text) is told what was typed, when it differs from what the cell held. */
  constructor(sheet, typed) {
    Object.assign(this, { sheet, typed, cell: null, whole: false });
    this.input = Object.assign(document.createElement("input"), {
      autocomplete: "off", spellcheck: false, maxLength: 20, enterKeyHint: "next",
    });
    this.input.addEventListener("blur", () => this.commit());
  }

  /** Begin: with what a key typed, or with what the cell holds (`text` undefined), arrows then moving inside it. */
  open(cell, text) {
    if (!this.sheet.isOpen(cell)) return;
    this.commit();
    this.cell = cell;
    this.whole = text !== undefined;
    this.before = this.sheet.typed(cell);
    this.input.value = text ?? this.before;
    this.input.setAttribute("aria-label", this.sheet.name(cell));
    cell.classList.add("typing");
    cell.prepend(this.input);
    this.input.focus({ preventScroll: true });
    if (text === undefined) this.input.select();
  }

  get typing() { return this.cell !== null; }

  commit() {
    const { cell } = this;
    if (!cell) return;
    const text = this.input.value.trim();
    this.#close();
    const trouble = this.sheet.states.get(this.sheet.key(cell));
    if (text !== this.before || (trouble && trouble.state !== "pending")) this.typed(cell, text);
  }

  cancel() { if (this.cell) this.#close(); }

  #close() {
    const { cell } = this;
    this.cell = null;
    cell.classList.remove("typing");
    this.input.remove();
  }

  /** Whether an arrow leaves the cell: yes while a new value is typed, no while an old one is corrected. */
  leaves(event) {
    return this.whole ? event.key.startsWith("Arrow") : event.key === "ArrowUp" || event.key === "ArrowDown";
  }
}
