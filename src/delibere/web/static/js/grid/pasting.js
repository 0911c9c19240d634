// SPDX-License-Identifier: EUPL-1.2
// A paste is read by the server first: what it would write, what it does not recognise, what it refuses.
// Nothing is written before the button; then all of it is one step.
import { element } from "./words.js";

const SHOWN = 40;

export class Paste {
  /** write(cells): [{key, text, version, before, answer}], the ones to write and the ones refused. */
  constructor(panel, sheet, cursor, words, address, token, write) {
    Object.assign(this, { panel, sheet, cursor, words, address, token, write, cells: [] });
    this.content = panel.querySelector(".content");
    this.button = panel.querySelector("#paste-write");
    this.text = panel.querySelector("#pasted");
    this.button.addEventListener("click", () => this.#confirm());
    panel.querySelector("#paste-close").addEventListener("click", () => panel.close());
    panel.querySelector("#paste-read").addEventListener("click", () => this.read(this.text.value));
    panel.addEventListener("close", () => this.cursor.go(this.cursor.active));
  }

  /** Open with an empty field, for those who have no Ctrl V. */
  ask() {
    this.#show([], []);
    this.text.value = "";
    this.panel.querySelector("#paste-text").hidden = false;
    if (!this.panel.open) this.panel.showModal();
    this.text.focus();
  }

  async read(text) {
    const { sheet, cursor } = this;
    const rows = sheet.rows.slice(sheet.rowOf(cursor.active)).map((row) => Number(row.dataset.s));
    const columns = sheet.columns.slice(sheet.columnOf(cursor.active)).map(Number);
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify({ text, rows, columns }),
        redirect: "manual",
      });
      if (!answer.ok) throw new Error(answer.statusText);
      this.#preview((await answer.json()).lines);
    } catch {
      this.#show([element("p", this.words.say("paste_failed"), { className: "bad" })], []);
    }
    if (!this.panel.open) this.panel.showModal();
    if (!this.button.disabled) this.button.focus();
  }

  #preview(lines) {
    const cells = lines.flatMap((line) => line.cells.map((cell) => read(cell, line.who)));
    const of = (...verdicts) => cells.filter((cell) => verdicts.includes(cell.verdict));
    const fresh = of("saved", "unexplained"), refused = of("refused", "locked");
    const strangers = lines.filter((line) => !line.who);
    const count = (name, n) => (n ? [element("li", this.words.say(name, { n }))] : []);
    const beyond = lines.reduce((sum, line) => sum + line.beyond, 0);
    const counts = element("ul", [
      ...count("to_write", fresh.length), ...count("same", of("same").length), ...count("refused_values", refused.length),
      ...count("unknown", strangers.length), ...count("beyond", beyond),
    ]);
    const wrong = [
      ...strangers.map((line) => [line.text, "", "", ""]),
      ...refused.map((cell) => [cell.who, cell.title(this.sheet), cell.text, cell.message]),
    ];
    const written = fresh.map((cell) => [cell.who, cell.title(this.sheet), `${cell.before || "–"} → ${cell.shown || "–"}`, ""]);
    this.panel.querySelector("#paste-text").hidden = true;
    this.#show([counts, this.#table(wrong, "bad"), this.#table(written, "")], [...fresh, ...refused], fresh.length);
  }

  #table(lines, kind) {
    const rows = lines.slice(0, SHOWN).map((line) => element("tr", line.map((text) => element("td", text)), { className: kind }));
    const more = lines.length > SHOWN ? [element("p", this.words.say("more", { n: lines.length - SHOWN }), { className: "note" })] : [];
    return element("div", rows.length ? [element("table", element("tbody", rows)), ...more] : []);
  }

  #show(content, cells, n = 0) {
    this.cells = cells;
    this.content.replaceChildren(...content);
    this.button.disabled = n === 0;
    this.button.textContent = n ? this.words.say("write", { n }) : this.words.say("nothing");
  }

  #confirm() {
    this.panel.close();
    this.write(this.cells);
  }
}

function read(cell, who) {
  const [evaluation, student, verdict, shown, , message, likely] = cell.answer;
  const title = (sheet) => sheet.heads[sheet.columns.indexOf(String(evaluation))]?.dataset.title ?? "";
  return { key: `${evaluation}:${student}`, who, title, text: cell.text, before: cell.before, version: cell.version, verdict, shown, message, likely };
}
