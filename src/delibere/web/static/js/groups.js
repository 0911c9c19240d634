// SPDX-License-Identifier: EUPL-1.2
// Dragging is a shortcut for the form: it ticks who moves, chooses the group, and sends it.
"use strict";

const form = document.getElementById("move");
const columns = form ? form.querySelectorAll(".group") : [];

for (const item of form ? form.querySelectorAll("li[draggable]") : []) {
  item.addEventListener("dragstart", (event) => {
    item.querySelector("input").checked = true;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.textContent.trim());
  });
  item.addEventListener("dragend", (event) => {
    if (event.dataTransfer.dropEffect === "none") item.querySelector("input").checked = false;
  });
}

for (const column of columns) {
  column.addEventListener("dragover", (event) => { event.preventDefault(); column.classList.add("over"); });
  column.addEventListener("dragleave", () => column.classList.remove("over"));
  column.addEventListener("drop", (event) => {
    event.preventDefault();
    form.elements.group.value = column.dataset.group;
    form.requestSubmit();
  });
}
