// SPDX-License-Identifier: EUPL-1.2
// What is not saved yet outlives the page: kept in this browser, by account and evaluation, until the server answers.

const name = (account, evaluation) => `delibere:marks:${account}:${evaluation}`;

export class Keeper {
  constructor(account) { this.account = account; }

  /** Add cells, or take them away when their edit is null. entries: [[key, edit | null]] */
  keep(entries) {
    const byEvaluation = new Map();
    for (const [key, edit] of entries) {
      const [evaluation, student] = key.split(":");
      if (!byEvaluation.has(evaluation)) byEvaluation.set(evaluation, []);
      byEvaluation.get(evaluation).push([student, edit]);
    }
    for (const [evaluation, cells] of byEvaluation) this.#change(evaluation, cells);
  }

  /** Cells that an earlier visit left: [[key, {text, version}]]. */
  left(evaluations) {
    return evaluations.flatMap((evaluation) =>
      Object.entries(this.#read(evaluation)).map(([student, edit]) => [`${evaluation}:${student}`, edit]));
  }

  /** Another tab may keep other cells of the same evaluation: only ours change. */
  #change(evaluation, cells) {
    const kept = this.#read(evaluation);
    for (const [student, edit] of cells) {
      if (edit) kept[student] = { text: edit.text, version: edit.version };
      else delete kept[student];
    }
    try {
      if (Object.keys(kept).length) localStorage.setItem(name(this.account, evaluation), JSON.stringify(kept));
      else localStorage.removeItem(name(this.account, evaluation));
    } catch { /* a full or forbidden storage: the page itself still holds them */ }
  }

  #read(evaluation) {
    try { return JSON.parse(localStorage.getItem(name(this.account, evaluation)) ?? "{}"); } catch { return {}; }
  }
}
