// SPDX-License-Identifier: EUPL-1.2
// Cells on their way to the server: one batch at a time, sent again until it answers. A batch that may have arrived
// is sent again as it was, before anything newer: the server then answers « same », and nothing is written twice.

const PAUSES = [500, 1000, 2000, 5000, 10000];
export const TYPED = "", PASTED = "paste", UNDONE = "undo", REDONE = "redo";

export class Outbox {
  /** on: {answered(answer, edits), changed()} */
  constructor(address, token, keeper, on) {
    Object.assign(this, { address, token, keeper, on });
    this.waiting = new Map();
    this.flying = null;
    this.trouble = "";
    this.failures = 0;
    this.why = () => "";
    addEventListener("online", () => this.send());
  }

  /** How many cells the server has not acknowledged. */
  get size() {
    return new Set([...this.waiting.keys(), ...(this.flying?.keys() ?? [])]).size;
  }

  has(key) { return this.waiting.has(key) || Boolean(this.flying?.has(key)); }

  /** entries: [[key, {text, version, way, step}]] */
  add(entries) {
    for (const [key, edit] of entries) this.waiting.set(key, edit);
    this.keeper.keep(entries);
    this.on.changed();
    this.send();
  }

  forget(key) {
    this.waiting.delete(key);
    this.keeper.keep([[key, null]]);
  }

  async send() {
    if (this.busy || (!this.flying && !this.waiting.size)) return;
    clearTimeout(this.timer);
    this.busy = true;
    this.flying ??= this.#batch();
    try {
      const answer = await this.#post(this.flying);
      this.trouble = "";
      this.failures = 0;
      this.#settle(answer);
    } catch (error) {
      this.trouble = error.kind ?? "offline";
      this.#again();
    }
    this.busy = false;
    this.on.changed();
    if (!this.trouble) this.send();
  }

  /** Everything that waits and came the same way. */
  #batch() {
    const way = this.waiting.values().next().value.way;
    const taken = [...this.waiting].filter(([, edit]) => edit.way === way);
    for (const [key] of taken) this.waiting.delete(key);
    return new Map(taken);
  }

  async #post(batch) {
    const cells = [...batch].map(([key, edit]) => [...key.split(":").map(Number), edit.text, edit.version]);
    const way = batch.values().next().value.way;
    const answer = await fetch(this.address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
      body: JSON.stringify({ cells, way, why: this.why() }),
      redirect: "manual",
    });
    if (answer.type === "opaqueredirect") throw Object.assign(new Error("signed out"), { kind: "expired" });
    if (answer.status === 403 || answer.status === 404) throw Object.assign(new Error("refused"), { kind: "forbidden" });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  #settle(answer) {
    const sent = this.flying;
    this.flying = null;
    const kept = [];
    for (const [evaluation, student, verdict, , version] of answer.cells) {
      const key = `${evaluation}:${student}`;
      const newer = this.waiting.get(key);
      if (newer && (verdict === "saved" || verdict === "same")) newer.version = version;
      kept.push([key, newer ?? null]);
    }
    this.keeper.keep(kept);
    this.on.answered(answer, sent);
  }

  #again() {
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.failures += 1;
    if (this.trouble === "offline") this.timer = setTimeout(() => this.send(), pause);
  }
}
