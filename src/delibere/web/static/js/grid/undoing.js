// SPDX-License-Identifier: EUPL-1.2
// Undo and redo. A step is what one gesture wrote, a paste included; undoing writes what stood there before,
// with the version we know: if somebody else has written since, the server says so instead of overwriting.

export class Steps {
  constructor() {
    this.done = [];
    this.undone = [];
  }

  /** changes: [[key, before, after]] */
  record(changes) {
    const step = { changes: new Map(changes.map(([key, before, after]) => [key, { before, after }])) };
    this.done.push(step);
    this.undone.length = 0;
    return step;
  }

  /** This cell was not written after all. */
  drop(step, key) { step?.changes.delete(key); }

  /** What to write to take the last step back: [[key, text]]; nothing when there is none. */
  undo() { return this.#move(this.done, this.undone, "before"); }

  redo() { return this.#move(this.undone, this.done, "after"); }

  #move(from, to, which) {
    while (from.length && !from.at(-1).changes.size) from.pop();
    const step = from.pop();
    if (!step) return [];
    to.push(step);
    return [...step.changes].map(([key, change]) => [key, change[which]]);
  }
}
