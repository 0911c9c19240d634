// SPDX-License-Identifier: EUPL-1.2
// Sentences come from the server, in its language; here they are only filled in.

export class Words {
  constructor(sentences) { this.sentences = sentences; }

  say(name, values = {}) {
    const found = this.sentences[name];
    const sentence = Array.isArray(found) ? found[values.n > 1 ? 1 : 0] : found;
    return sentence.replace(/\{(\w+)\}/g, (_all, key) => values[key]);
  }
}

/** An element with its text or children. */
export function element(tag, content = "", options = {}) {
  const made = Object.assign(document.createElement(tag), options);
  made.append(...[content].flat());
  return made;
}

export function kbd(text) { return element("kbd", text, { className: "key" }); }
