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

// What a body looks like, with its obligatory fields alone.
function skeleton(shape, shapes) {
  if (shape.$ref) return skeleton(shapes[shape.$ref.split("/").pop()], shapes);
  const one = (shape.anyOf || shape.oneOf || [])[0];
  if (one) return skeleton(one, shapes);
  if (shape.enum) return shape.enum[0];
  if (shape.type === "object")
    return Object.fromEntries((shape.required || []).map((name) => [name, skeleton(shape.properties[name], shapes)]));
  return { array: [], integer: 0, boolean: false, null: null }[shape.type] ?? "";
}

function form(path, method, operation, number, shapes) {
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
  else if (kinds.length) {
    const body = make("textarea", { rows: "5", "data-in": "body" });
    body.value = JSON.stringify(skeleton(operation.requestBody.content[kinds[0]].schema, shapes), null, 2);
    made.append(field(`o${number}-body`, page.dataset.body, body));
  }
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
    const kind = reply.headers.get("Content-Type") || "";
    const etag = reply.headers.get("ETag");
    const content = await reply.blob();
    answer.textContent = `${reply.status} ${reply.statusText}${etag ? `\nETag: ${etag}` : ""}\n\n`;
    if (kind.includes("json")) answer.append(JSON.stringify(JSON.parse(await content.text()), null, 2));
    else if (content.size) answer.append(make("a", { href: URL.createObjectURL(content), download: "" }, kind));
  } catch (error) {
    answer.textContent = String(error);
  }
}

describe();
async function describe() {
  const schema = await (await fetch(page.dataset.api)).json();
  const shapes = schema.components.schemas;
  const places = {};
  for (const tag of schema.tags) {
    places[tag.name] = make("section", {}, make("h2", {}, tag.description));
    page.append(places[tag.name]);
  }
  let number = 0;
  for (const [path, operations] of Object.entries(schema.paths))
    for (const [method, operation] of Object.entries(operations)) {
      number += 1;
      const summary = make("summary", {}, `${operation.summary} · `, make("span", { class: "code note" }, `${method.toUpperCase()} ${path}`));
      places[operation.tags[0]].append(make("details", {}, summary, form(path, method, operation, number, shapes)));
    }
  page.querySelector("[data-waiting]").remove();
}
