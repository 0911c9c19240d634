// SPDX-License-Identifier: EUPL-1.2
// The line that says what is saved, what waits, what is refused; and how much is still to type.
import { element } from "./words.js";

const TROUBLES = [["refused", "refused"], ["conflict", "conflicts"], ["unexplained", "unexplained"]];

export class Status {
  constructor(line, go, sheet, outbox, words) {
    Object.assign(this, { line, go, sheet, outbox, words, at: "", told: "" });
  }

  paint() {
    const { outbox, words } = this;
    const parts = [];
    if (outbox.size) parts.push(element("span", words.say("waiting", { n: outbox.size }), { className: "warn" }));
    else if (this.at) parts.push(element("span", `✓ ${words.say("saved", { at: this.at })}`, { className: "ok" }));
    if (outbox.size && outbox.trouble) parts.push(element("span", words.say(outbox.trouble), { className: "warn" }));
    for (const [state, name] of TROUBLES) {
      const n = this.sheet.troubled([state]).length;
      if (n) parts.push(element("strong", `△ ${words.say(name, { n })}`, { className: "bad" }));
    }
    if (this.told) parts.push(element("span", this.told));
    this.line.replaceChildren(...parts);
    this.go.hidden = !this.sheet.troubled(["refused", "conflict", "unexplained"]).length;
  }

  saved(at) { this.at = at; this.told = ""; }

  tell(sentence) { this.told = sentence; this.paint(); }

  /** How many marks each evaluation has, of how many. */
  completeness(awaited) {
    for (const [evaluation, [typed, expected]] of Object.entries(awaited)) {
      const line = document.querySelector(`.complete [data-e="${evaluation}"]`);
      if (!line) continue;
      line.querySelector("progress").max = expected || 1;
      line.querySelector("progress").value = typed;
      line.querySelector(".number").textContent = `${typed}/${expected}`;
      line.querySelector(".note").textContent = typed < expected ? this.words.say("left", { n: expected - typed }) : this.words.say("complete");
    }
  }
}
