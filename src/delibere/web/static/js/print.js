// SPDX-License-Identifier: EUPL-1.2
// The button prints, as the browser's own menu does.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
