// SPDX-License-Identifier: EUPL-1.2
// Copies a text; where the browser refuses, the text is selected and Ctrl+C does it.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  button.addEventListener("click", async () => {
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { return; }
    button.textContent = "Copié";
  });
}
