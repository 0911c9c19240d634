// SPDX-License-Identifier: EUPL-1.2
// A figure opens beside its table instead of in its own page; arrows go from figure to figure, with one stop for Tab.
"use strict";

const FIGURES = "[data-figures] tbody td > a";
const tables = document.querySelectorAll("[data-figures]");
const figures = (row) => [...row.querySelectorAll("td > a")];
let opened = null;

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

function stopAt(link) {
  for (const other of link.closest("table").querySelectorAll("tbody td > a")) other.tabIndex = -1;
  link.tabIndex = 0;
}

function place(panel, link) {
  const row = link.closest("tr").getBoundingClientRect();
  const ues = [...link.closest("table").querySelectorAll("thead th.ue")].at(-1)?.getBoundingClientRect().right ?? 0;
  const width = panel.offsetWidth, height = panel.offsetHeight;
  const left = Math.max(Math.min(Math.max(ues, link.getBoundingClientRect().left - width), innerWidth - width - 8), 8);
  const below = row.bottom + 4;
  panel.style.left = `${left}px`;
  panel.style.top = `${below + height < innerHeight ? below : Math.max(row.top - height - 4, innerHeight - height - 8, 8)}px`;
}

async function show(link) {
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) { location.href = link.href; return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  close();
  const panel = document.createElement("div");
  panel.className = "opened-over";
  panel.popover = "manual";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-labelledby", "opened-title");
  panel.tabIndex = -1;
  const shut = document.createElement("button");
  shut.type = "button";
  shut.className = "plain shut";
  shut.textContent = "×";
  shut.setAttribute("aria-label", link.closest("table").dataset.close);
  shut.addEventListener("click", () => close(true));
  panel.append(shut, page.querySelector("[data-explanation]"));
  document.body.append(panel);
  panel.showPopover();
  place(panel, link);
  link.closest("tr").classList.add("current");
  opened = { panel, link };
  panel.focus({ preventScroll: true });
}

function close(back) {
  if (!opened) return;
  opened.panel.remove();
  opened.link.closest("tr").classList.remove("current");
  if (back) opened.link.focus();
  opened = null;
}

function move(link, event) {
  const row = link.closest("tr"), column = figures(row).indexOf(link);
  const rows = [...link.closest("table").querySelectorAll("tbody tr")].filter((one) => figures(one).length);
  const at = rows.indexOf(row);
  const goal = {
    ArrowRight: [at, column + 1], ArrowLeft: [at, column - 1], ArrowDown: [at + 1, column], ArrowUp: [at - 1, column],
    Home: [at, 0], End: [at, figures(row).length - 1],
  }[event.key];
  const next = goal && rows[goal[0]] && figures(rows[goal[0]])[goal[1]];
  if (!next) return;
  event.preventDefault();
  stopAt(next);
  next.focus();
}

for (const table of tables) {
  const first = table.querySelector("tbody td > a");
  if (first) stopAt(first);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(FIGURES);
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    stopAt(link);
    show(link);
  } else if (opened && !event.target.closest(".opened-over")) close(false);
});

document.addEventListener("keydown", (event) => {
  const link = event.target.closest(FIGURES);
  if (event.key === "Escape" && opened) { event.preventDefault(); close(true); }
  else if (link) move(link, event);
  else if (!opened && !event.altKey && !event.target.closest("input, select, textarea, [data-figures], .frame")) {
    const neighbour = document.querySelector(`[data-neighbour="${CSS.escape(event.key)}"]`);
    if (neighbour) neighbour.click();
  }
});
