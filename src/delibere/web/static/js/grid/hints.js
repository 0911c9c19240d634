// SPDX-License-Identifier: EUPL-1.2
// Under the cell that is in trouble: why, what was probably meant, and the keys that settle it.
import { element, kbd } from "./words.js";

export class Hint {
  /** on: {accept(cell), correct(cell), leave(cell)} */
  constructor(box, sheet, words, on) { Object.assign(this, { box, sheet, words, on }); }

  /** Show what the cell has to say, if anything. */
  show(cell) {
    const state = cell && this.sheet.states.get(this.sheet.key(cell));
    this.box.hidden = !state || state.state === "pending";
    if (this.box.hidden) return;
    this.box.replaceChildren(...this.#content(cell, state));
    const frame = this.box.parentElement;
    const left = cell.offsetLeft + cell.offsetWidth - this.box.offsetWidth;
    this.box.style.left = `${Math.max(left, frame.scrollLeft + 8)}px`;
    this.box.style.top = `${cell.offsetTop + cell.offsetHeight + 6}px`;
    this.box.scrollIntoView({ block: "nearest" });
  }

  hide() { this.box.hidden = true; }

  #content(cell, state) {
    const message = element("p", [element("b", state.message), ` ${this.words.say(state.state === "unexplained" ? "reason" : "unsaved")}`]);
    return [message, element("p", this.#choices(cell, state))];
  }

  #choices(cell, state) {
    const { words, on } = this;
    const shown = (text) => text || words.say("empty");
    const leave = this.#button(words.say("leave", { value: shown(state.stored) }), words.say("escape"), () => on.leave(cell));
    if (state.state === "conflict") return [this.#button(words.say("mine", { value: shown(state.typed) }), words.say("enter"), () => on.accept(cell)), leave];
    const correct = this.#button(words.say("correct"), "F2", () => on.correct(cell));
    if (!state.likely) return [correct, leave];
    return [this.#button(words.say("accept", { value: state.likely }), words.say("enter"), () => on.accept(cell)), correct, leave];
  }

  #button(text, key, act) {
    const made = element("button", [kbd(key), ` ${text}`], { type: "button" });
    made.addEventListener("click", act);
    return made;
  }
}
