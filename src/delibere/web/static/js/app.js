// SPDX-License-Identifier: EUPL-1.2
// What every page has: « / » goes to the search, Escape closes what floats, a form is sent once.
"use strict";

const typing = (element) => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !typing(event.target)) {
    const search = document.querySelector("[data-search]");
    if (search) { event.preventDefault(); search.focus(); }
  }
  if (event.key === "Escape") {
    for (const open of document.querySelectorAll("details.who[open]")) { open.open = false; open.querySelector("summary").focus(); }
  }
});

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
