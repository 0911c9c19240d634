// SPDX-License-Identifier: EUPL-1.2
// The API described by itself: one form an operation, made from openapi.json; nothing comes from elsewhere.

const page = document.querySelector("[data-api]");
const make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const field = (id, label, input) =>
  make("div", { class: "field" }, make("label", { for: id }, label), Object.assign(input, { id }));

function form(path, method, operation, number) {
  const made = make("form", { class: "stack" });
  for (const one of operation.parameters || []) {
    const input = make("input", { name: one.name, "data-in": one.in });
    if (one.name === "department") input.value = page.dataset.department;
    if (one.required) input.required = true;
    made.append(field(`o${number}-${one.name}`, `${one.name} · ${one.in}`, input));
  }
  const kinds = Object.keys(operation.requestBody?.content || {});
  if (kinds.includes("multipart/form-data"))
    made.append(field(`o${number}-file`, page.dataset.file, make("input", { type: "file", name: "file", "data-in": "file" })));
  else if (kinds.length)
    made.append(field(`o${number}-body`, page.dataset.body, make("textarea", { rows: "5", "data-in": "body" })));
  const answer = make("pre", { "aria-live": "polite" });
  made.append(make("p", {}, make("button", {}, page.dataset.send)), answer);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    send(path, method, made, answer);
  });
  return made;
}

async function send(path, method, made, answer) {
  const headers = { Authorization: `Bearer ${document.getElementById("token").value.trim()}` };
  const query = new URLSearchParams();
  let body;
  for (const input of made.querySelectorAll("[data-in]")) {
    if (input.dataset.in === "path") path = path.replace(`{${input.name}}`, encodeURIComponent(input.value));
    if (input.dataset.in === "query" && input.value) query.append(input.name, input.value);
    if (input.dataset.in === "header" && input.value) headers[input.name] = input.value;
    if (input.dataset.in === "body" && input.value) {
      headers["Content-Type"] = "application/json";
      body = input.value;
    }
    if (input.dataset.in === "file" && input.files[0]) {
      body = new FormData();
      body.append("file", input.files[0]);
    }
  }
  try {
    const reply = await fetch(query.size ? `${path}?${query}` : path, { method: method.toUpperCase(), headers, body });
    const text = await reply.text();
    const json = (reply.headers.get("Content-Type") || "").includes("json") && text;
    const etag = reply.headers.get("ETag");
    answer.textContent = `${reply.status} ${reply.statusText}${etag ? `\nETag: ${etag}` : ""}\n\n${json ? JSON.stringify(JSON.parse(text), null, 2) : text}`;
  } catch (error) {
    answer.textContent = String(error);
  }
}

describe();
async function describe() {
  const schema = await (await fetch(page.dataset.api)).json();
  let number = 0;
  for (const [path, operations] of Object.entries(schema.paths))
    for (const [method, operation] of Object.entries(operations)) {
      number += 1;
      const summary = make("summary", {}, make("b", { class: "code" }, `${method.toUpperCase()} ${path}`), ` ${operation.description || operation.summary || ""}`);
      page.append(make("details", {}, summary, form(path, method, operation, number)));
    }
  page.querySelector("[data-waiting]").remove();
}
