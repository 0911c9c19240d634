// SPDX-License-Identifier: EUPL-1.2
// The grid of marks: what the keys do, what is written and how it comes back. Nothing is computed here.
import { Cursor } from "./moving.js";
import { Editor } from "./editing.js";
import { Hint } from "./hints.js";
import { Keeper } from "./keeping.js";
import { CellPanel } from "./panel.js";
import { oneColumn } from "./phone.js";
import { Paste } from "./pasting.js";
import { Outbox, PASTED, REDONE, TYPED, UNDONE } from "./sending.js";
import { Sheet } from "./sheet.js";
import { Status } from "./status.js";
import { Steps } from "./undoing.js";
import { Words } from "./words.js";

const by = (id) => document.getElementById(id);
const REACTION = 600; // milliseconds that it takes to see that the focus moved
const TROUBLES = ["refused", "conflict", "unexplained"];

class Grid {
  constructor(table) {
    const data = table.dataset;
    const token = by("token")?.elements.csrfmiddlewaretoken.value;
    this.words = new Words(JSON.parse(data.words));
    this.sheet = new Sheet(table);
    this.steps = new Steps();
    this.editor = new Editor(this.sheet, (cell, text) => this.type(cell, text));
    this.panel = new CellPanel(by("cell"), by("history-panel"), this.sheet, data.history, this.words);
    this.hint = new Hint(by("hint"), this.sheet, this.words, {
      accept: (cell) => this.accept(cell), correct: (cell) => this.editor.open(cell), leave: (cell) => this.leave(cell),
    });
    this.cursor = new Cursor(this.sheet, (cell) => { this.panel.show(cell); this.hint.show(cell); });
    this.outbox = new Outbox(data.write, token, new Keeper(data.account), {
      answered: (answer, sent) => this.answered(answer, sent), changed: () => this.status?.paint(),
    });
    this.outbox.why = () => by("why")?.value.trim() ?? "";
    this.status = new Status(by("status"), by("go"), this.sheet, this.outbox, this.words);
    if (by("paste-panel")) this.paste = new Paste(by("paste-panel"), this.sheet, this.cursor, this.words, data.preview, token, (cells) => this.pasted(cells));
    this.listen(table);
    if ("acts" in data) this.restore();
  }

  listen(table) {
    table.addEventListener("keydown", (event) => this.key(event));
    table.addEventListener("dblclick", (event) => this.open(event.target.closest("td")));
    table.addEventListener("pointerup", (event) => { if (event.pointerType === "touch") this.touched = event.target.closest("td"); });
    table.addEventListener("click", (event) => { if (this.touched && this.touched === event.target) { this.cursor.go(this.touched); this.open(this.touched); } this.touched = null; });
    document.addEventListener("pointerdown", () => { this.interrupted = null; }, { capture: true });
    document.addEventListener("paste", (event) => this.onPaste(event));
    by("go").addEventListener("click", () => this.goToTrouble());
    by("history").addEventListener("click", () => this.panel.history(this.cursor.active));
    by("paste")?.addEventListener("click", () => this.paste.ask());
    by("why")?.addEventListener("change", () => this.explain());
    for (const button of document.querySelectorAll("[data-letter]")) button.addEventListener("click", () => this.letter(button.dataset.letter));
    addEventListener("beforeunload", (event) => { if (this.editor.typing) this.editor.commit(); if (this.outbox.size || this.sheet.troubled(TROUBLES).length) event.preventDefault(); });
  }

  open(cell) { if (cell && this.sheet.isMark(cell)) this.editor.open(cell); }

  // keys

  key(event) {
    this.goOn();
    if (event.isComposing || (this.editor.typing ? this.keyWhileTyping(event) : this.keyOnCell(event))) return;
    const way = event.shiftKey ? -1 : 1;
    if (event.key === "Enter") this.move(event, way, 0);
    else if (event.key === "Tab") this.move(event, 0, way);
  }

  /** Enter and Tab go to the next open cell; past the last column, Tab leaves the grid. */
  move(event, rows, columns) {
    const cell = this.editor.cell ?? this.cursor.active;
    this.editor.commit();
    if (this.cursor.next(rows, columns)) event.preventDefault();
    else { this.cursor.go(cell); if (rows) event.preventDefault(); }
  }

  keyWhileTyping(event) {
    const { cell } = this.editor;
    if (event.key === "Escape") { this.editor.cancel(); this.cursor.go(cell); this.hint.show(cell); return true; }
    if (!this.editor.leaves(event)) return event.key !== "Enter" && event.key !== "Tab";
    this.editor.commit();
    if (this.cursor.key(event)) event.preventDefault();
    return true;
  }

  keyOnCell(event) {
    const cell = this.cursor.active;
    if (this.cursor.key(event) || this.act(event, cell)) { event.preventDefault(); return true; }
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.key === " ") return false;
    if (!this.sheet.isOpen(cell)) return false;
    this.editor.open(cell, event.key);
    event.preventDefault();
    return true;
  }

  /** What a key does to the active cell; true when it did something. */
  act(event, cell) {
    const key = event.key.toLowerCase(), trouble = this.sheet.states.get(this.sheet.key(cell));
    if (event.ctrlKey || event.metaKey) {
      if (key === "z") return this.again(event.shiftKey ? REDONE : UNDONE);
      return key === "y" && this.again(REDONE);
    }
    if (key === "h") { this.panel.history(cell); return true; }
    if (key === "f2") { this.editor.open(cell); return true; }
    if (key === "delete" || key === "backspace") { if (this.sheet.isOpen(cell) && this.sheet.typed(cell)) this.type(cell, ""); return true; }
    if (key === "escape" && TROUBLES.includes(trouble?.state)) { this.leave(cell); return true; }
    return key === "enter" && !event.shiftKey && this.accept(cell);
  }

  // writing

  type(cell, text) {
    const key = this.sheet.key(cell), state = this.sheet.states.get(key);
    const before = state?.state === "pending" ? state.typed : this.sheet.stored(cell);
    this.write([[key, text]], TYPED, this.steps.record([[key, before, text]]));
    this.hint.show(this.cursor.active);
  }

  /** cells: [[key, text, version?]] */
  write(cells, way, step = null) {
    const entries = [];
    for (const [key, text, version] of cells) {
      const cell = this.sheet.cell(key);
      if (!cell) continue;
      if (text === this.sheet.stored(cell) && !this.outbox.has(key)) { this.sheet.release(cell); this.outbox.forget(key); this.steps.drop(step, key); continue; }
      if (version !== undefined) cell.dataset.v = version;
      entries.push([key, { text, version: this.sheet.version(cell), way, step }]);
      this.sheet.hold(cell, { state: "pending", typed: text });
    }
    if (entries.length) this.outbox.add(entries);
    else this.status.paint();
  }

  pasted(cells) {
    const fresh = cells.filter((cell) => cell.verdict === "saved" || cell.verdict === "unexplained");
    for (const cell of cells) if (!fresh.includes(cell)) this.refuse(this.sheet.cell(cell.key), cell);
    const step = this.steps.record(fresh.map((cell) => [cell.key, cell.before, cell.text]));
    this.write(fresh.map((cell) => [cell.key, cell.text, cell.version]), PASTED, step);
    this.status.paint();
  }

  refuse(cell, { text, message, likely }) { if (cell) this.sheet.hold(cell, { state: "refused", typed: text, message, likely }); }

  again(way) {
    const cells = way === UNDONE ? this.steps.undo() : this.steps.redo();
    this.write(cells, way);
    if (cells.length) { this.cursor.go(this.sheet.cell(cells[0][0])); this.status.tell(this.words.say("undone", { n: cells.length })); }
    return true;
  }

  /** What was probably meant, or mine over somebody else's. */
  accept(cell) {
    const state = this.sheet.states.get(this.sheet.key(cell));
    if (state?.state === "conflict") this.type(cell, state.typed);
    else if (state?.state === "refused" && state.likely) this.type(cell, state.likely);
    else return false;
    this.cursor.go(cell);
    this.cursor.next(1, 0);
    return true;
  }

  leave(cell) {
    this.sheet.release(cell);
    this.hint.hide();
    this.cursor.go(cell);
    this.status.paint();
  }

  explain() { this.write(this.sheet.troubled(["unexplained"]).map((cell) => [this.sheet.key(cell), this.sheet.typed(cell)]), TYPED); }

  letter(key) {
    const cell = this.cursor.active;
    this.editor.cancel();
    if (this.sheet.isOpen(cell)) this.type(cell, key);
    if (!this.cursor.next(1, 0)) this.cursor.go(cell);
  }

  onPaste(event) {
    const inside = this.sheet.table.contains(document.activeElement), text = event.clipboardData?.getData("text") ?? "";
    const many = /[\t\n]/.test(text.trim());
    if (!this.paste || !inside || !text.trim() || (this.editor.typing && !many)) return;
    event.preventDefault();
    this.editor.cancel();
    if (many) this.paste.read(text);
    else if (this.sheet.isOpen(this.cursor.active)) this.type(this.cursor.active, text.trim());
  }

  // answers

  answered(answer, sent) {
    const refused = [];
    for (const [evaluation, student, verdict, text, version, message, likely] of answer.cells) {
      const key = `${evaluation}:${student}`, cell = this.sheet.cell(key), edit = sent.get(key);
      if (verdict !== "saved") this.steps.drop(edit.step, key);
      if (!cell) continue;
      if (this.outbox.waiting.has(key)) { cell.dataset.v = version; this.sheet.states.get(key).stored = text; continue; }
      if (verdict === "saved" || verdict === "same") this.sheet.settle(cell, text, version);
      else {
        cell.dataset.v = version;
        this.sheet.hold(cell, { state: TROUBLES.includes(verdict) ? verdict : "refused", typed: edit.text, stored: text, message, likely });
        refused.push(cell);
      }
      if (message && verdict === "saved") cell.title = message;
    }
    for (const [student, [text, provisional]] of Object.entries(answer.figures)) this.sheet.figure(student, text, provisional, this.words.say("provisional"));
    this.status.completeness(answer.awaited);
    if (answer.cells.some((cell) => cell[2] === "saved")) this.status.saved(answer.at);
    if (refused.length && !this.editor.typing && !document.querySelector("dialog[open]")) this.bring(refused[0]);
  }

  /** To the cell that was refused; who was already typing on, faster than the answer, goes on where he was. */
  bring(cell) {
    this.interrupted = { cell: this.cursor.active, until: performance.now() + REACTION };
    this.cursor.go(cell);
  }

  goOn() {
    if (this.interrupted && performance.now() < this.interrupted.until) this.cursor.go(this.interrupted.cell);
    this.interrupted = null;
  }

  goToTrouble() {
    const cells = this.sheet.troubled(TROUBLES);
    const here = cells.indexOf(this.cursor.active);
    this.cursor.go(cells[(here + 1) % cells.length]);
  }

  /** What an interrupted visit left here is sent now, with the version it was typed over. */
  restore() {
    const found = this.outbox.keeper.left(this.sheet.columns).filter(([key]) => this.sheet.cell(key));
    for (const [key, edit] of found) this.sheet.cell(key).dataset.v = edit.version;
    this.write(found.map(([key, edit]) => [key, edit.text]), TYPED);
    if (found.length) this.status.tell(this.words.say("restored", { n: found.length }));
  }
}

const table = by("grid");
if (table) {
  const grid = new Grid(table);
  oneColumn(grid.sheet, by("column"));
}
