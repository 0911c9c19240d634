// SPDX-License-Identifier: EUPL-1.2
// Moves the bar of a job; when it ends, the page is read again. Without this, one reloads.
"use strict";
document.querySelectorAll("[data-job]").forEach((section) => {
  const bar = section.querySelector("progress");
  const words = section.querySelector("[data-words]");
  const look = async () => {
    try {
      const answer = await fetch(section.dataset.job, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const state = await answer.json();
        if (!state.open) return window.location.reload();
        bar.max = state.total || 1;
        bar.value = state.done;
        words.textContent = state.words;
      }
    } catch {
      // the server may be starting again: try later
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
});
