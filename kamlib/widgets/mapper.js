// A form over a proposed mapping. Names and values from the file are data: they go in as text, never as markup.

function add(parent, tag, words = "", name = "") {
  const node = parent.appendChild(document.createElement(tag));
  if (words) node.textContent = words;
  if (name) node.className = name;
  return node;
}

function editable(input, id) {
  input.id = id;
  input.dataset.lmSuppressShortcuts = "true"; // else JupyterLab takes keys typed here for commands
  return input;
}

function field(group, spec, header, samples, id, changed) {
  const row = add(group, "div", "", "kam-field");
  const label = add(row, "label");
  label.htmlFor = id;
  add(label, "strong", spec.name);
  if (spec.required) add(label, "span", " (needed)");
  add(label, "span", spec.meaning, "kam-meaning");
  const select = editable(add(row, "select"), id);
  select.add(new Option("(no such column)", ""));
  header.forEach((name) => select.add(new Option(name, name)));
  select.value = spec.chosen;
  select.required = spec.required;
  const words = add(row, "div", "", "kam-preview");
  words.id = `${id}-words`;
  select.setAttribute("aria-describedby", words.id);
  const say = () => {
    words.replaceChildren();
    if (!select.value) {
      if (spec.ask) add(words, "div", spec.ask, "kam-meaning");
      return;
    }
    add(words, "div", `first values: ${samples[select.value] ?? "none"}`);
    if (select.value === spec.chosen && spec.reason) add(words, "div", spec.reason, "kam-meaning");
  };
  select.addEventListener("change", () => {
    say();
    changed();
  });
  say();
  return [spec.name, select];
}

function question(group, spec, id, changed) {
  const row = add(group, "div", "", "kam-field");
  const label = add(row, "label", spec.text);
  label.htmlFor = id;
  if (!spec.answerable) return [spec.place, { value: "" }];
  let input;
  if (spec.choices.length) {
    input = add(row, "select");
    input.add(new Option("(choose)", ""));
    spec.choices.forEach(([value, words]) => input.add(new Option(words, value)));
  } else {
    input = add(row, "input");
    input.type = "text";
    input.autocomplete = "off";
    if (spec.example) input.placeholder = `such as ${spec.example}`;
  }
  editable(input, id).addEventListener("change", changed);
  return [spec.place, input];
}

function render({ model, el }) {
  const id = `kam-${Math.random().toString(36).slice(2)}`;
  el.classList.add("kam-live", "kam-mapper");
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", `${id}-title`);
  add(group, "div", model.get("title"), "kam-title").id = `${id}-title`;
  model.get("notes").forEach((note) => add(group, "p", note));

  const look = () => model.send({ kind: "look", ...now() });
  const samples = model.get("samples");
  const header = model.get("header");
  const columns = model
    .get("fields")
    .map((spec, place) => field(group, spec, header, samples, `${id}-c${place}`, look));
  const asked = model.get("questions");
  if (asked.length) add(group, "div", "What the file does not say", "kam-title kam-part");
  const answers = asked.map((spec, place) => question(group, spec, `${id}-q${place}`, look));

  const last = add(group, "div", "", "kam-field kam-part");
  const label = add(last, "label", "Write the mapping to");
  label.htmlFor = `${id}-out`;
  const out = editable(add(last, "input"), `${id}-out`);
  out.type = "text";
  out.value = model.get("out");
  const button = add(group, "button", "Write mapping", "kam-lock");
  button.type = "button";
  const said = add(group, "div", "", "kam-said");
  said.setAttribute("role", "status");
  el.replaceChildren(group);

  const read = (pairs) => Object.fromEntries(pairs.map(([name, input]) => [name, input.value]));
  const now = () => ({ columns: read(columns), answers: read(answers) });
  const say = (lines, name) => {
    said.replaceChildren();
    lines.forEach((line) => add(said, "p", line, name));
  };
  const heard = (message) => {
    if (message.kind !== "looked" && message.kind !== "written") return;
    say(message.problems, "kam-problem");
    if (message.out) out.value = message.out;
    if (message.said) say(message.said, "kam-done");
  };
  button.addEventListener("click", () => model.send({ kind: "write", ...now(), out: out.value }));
  model.on("msg:custom", heard);
  return () => model.off("msg:custom", heard);
}

export default { render };
