// SPDX-License-Identifier: EUPL-1.2
// Beside the grid: which cell is active and why it is closed; over it, what that cell was.

export class CellPanel {
  constructor(section, dialog, sheet, address, words) {
    Object.assign(this, { section, dialog, sheet, address, words });
    this.content = dialog.querySelector(".content");
  }

  show(cell) {
    this.section.hidden = false;
    this.section.querySelector("h2").textContent = this.sheet.name(cell);
    this.section.querySelector(".closed").textContent = cell.title;
  }

  /** The very table of the page « historique » of this cell. */
  async history(cell) {
    const [evaluation, student] = this.sheet.key(cell).split(":");
    try {
      const answer = await fetch(this.address.replace("/0/0/", `/${evaluation}/${student}/`), { redirect: "manual" });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.content.replaceChildren(page.getElementById("changes"));
    } catch {
      this.content.textContent = this.words.say("history_failed");
    }
    this.dialog.showModal();
  }
}
