// SPDX-License-Identifier: EUPL-1.2
// Keys of the deliberation: each is a shortcut for a link, a choice or a button that is on the page.
"use strict";

const form = document.getElementById("decision");
const writing = (element) => element.matches("textarea, select, input:not([type=radio])");

const follow = (selector) => {
  const link = document.querySelector(selector);
  if (link) link.click();
  return Boolean(link);
};

const choose = (number) => {
  const option = form.querySelector(`[data-number="${number}"]`);
  if (!option || option.disabled) return false;
  option.checked = true;
  option.focus();
  option.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
};

const write = () => {
  const motive = document.getElementById("motive");
  const folded = motive && motive.closest("details");
  if (folded) folded.open = true;
  if (motive) motive.focus();
  return Boolean(motive);
};

const acts = {
  ArrowLeft: () => follow("a[rel=prev]"),
  ArrowRight: () => follow("a[rel=next]"),
  Enter: () => follow("[data-decide]"),
  m: write,
  p: () => follow("[data-shortcut=p]"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (writing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "Enter" && event.target.matches("a, button, summary")) return;
  const act = acts[event.key] || acts[event.key.toLowerCase()] || (/^[1-9]$/.test(event.key) && (() => choose(event.key)));
  if (act && act()) event.preventDefault();
});

// What a code asks for shows as soon as it is chosen; a RCUE or UE granted derives all the rest again.
form.addEventListener("change", (event) => {
  if (event.target.type !== "radio") return;
  const chosen = new Set([...form.querySelectorAll("input[type=radio]:checked")].filter((one) => one.value).map((one) => one.value));
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = !chosen.has(part.dataset.for);
  const trial = form.querySelector("[data-try]");
  if (trial && !event.target.dataset.number) form.requestSubmit(trial);
});

// Two people in one session: the counters and the strip follow; a decision made elsewhere is said, never applied.
const followOthers = async () => {
  if (document.hidden) return;
  const answer = await fetch(location.pathname.replace(/(decider|essayer)\/$/, "") + location.search, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["[data-live=strip]", "[data-live=counters]", "[data-live=codes]"]) {
    const [here, there] = [document.querySelector(part), now.querySelector(part)];
    if (here && there && here.innerHTML !== there.innerHTML && !here.contains(document.activeElement)) here.innerHTML = there.innerHTML;
  }
  const theirs = now.querySelector("#decision [name=version]");
  const notice = document.querySelector("[data-live=decided]");
  if (notice && theirs) notice.hidden = Number(theirs.value) <= Number(form.elements.version.value);
};
window.setInterval(() => followOthers().catch(() => {}), 10_000);
