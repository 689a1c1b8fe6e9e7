// Controls above one live picture. A request names the place of every control; the answer is one picture with its words.
// Frames never queue: at most one request is under way, and the newest place of the controls goes next.

const PATIENCE = 8000; // milliseconds without an answer before the reader is told so

function control(spec, position, id, moved) {
  const row = document.createElement("div");
  row.className = "kam-control";
  const label = row.appendChild(document.createElement("label"));
  label.textContent = spec.label;
  label.htmlFor = id;
  const choice = spec.kind === "choice";
  const input = row.appendChild(document.createElement(choice ? "select" : "input"));
  input.id = id;
  input.dataset.lmSuppressShortcuts = "true"; // else JupyterLab takes the arrow keys to move between cells
  const readout = row.appendChild(document.createElement("output"));
  readout.htmlFor = id;
  if (choice) {
    spec.texts.forEach((text, index) => input.add(new Option(text, index)));
  } else {
    input.type = "range";
    input.min = 0;
    input.max = spec.texts.length - 1;
  }
  input.value = spec.at;
  const say = () => {
    if (choice) return;
    const text = spec.texts[Number(input.value)];
    readout.textContent = text;
    input.setAttribute("aria-valuetext", text);
  };
  input.addEventListener("input", () => {
    say();
    moved(position, Number(input.value));
  });
  say();
  return row;
}

function render({ model, el }) {
  const specs = model.get("controls");
  const view = Math.random().toString(36).slice(2);
  const at = specs.map((spec) => spec.at);
  let asked = 0;
  let underWay = false;
  let moved = false;
  let timer = 0;
  let shown = "";

  el.classList.add("kam-live");
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", model.get("title"));
  const heading = group.appendChild(document.createElement("div"));
  heading.className = "kam-title";
  heading.textContent = model.get("title");
  specs.forEach((spec, position) => {
    group.append(control(spec, position, `kam-${view}-${position}`, (which, place) => {
      at[which] = place;
      ask();
    }));
  });
  const caption = group.appendChild(document.createElement("p"));
  caption.className = "kam-caption";
  caption.setAttribute("aria-live", "polite");
  const image = group.appendChild(document.createElement("img"));
  image.className = "kam-picture";
  [image.width, image.height] = model.get("size");
  image.alt = model.get("first_words");
  const problem = group.appendChild(document.createElement("p"));
  problem.className = "kam-problem";
  problem.setAttribute("role", "alert");
  el.replaceChildren(group);

  function ask() {
    if (underWay) {
      moved = true;
      return;
    }
    underWay = true;
    moved = false;
    asked += 1;
    clearTimeout(timer);
    timer = setTimeout(late, PATIENCE, asked);
    model.send({ kind: "draw", view, asked, at });
  }

  function late(number) {
    if (number !== asked || !underWay) return;
    underWay = false; // so that the next move asks again
    problem.textContent = "The kernel is busy or gone: wait for it, or run this cell again.";
  }

  function done() {
    underWay = false;
    clearTimeout(timer);
    if (moved) ask();
  }

  async function answered(message, buffers) {
    if (message.view !== view || message.asked !== asked) return;
    problem.textContent = message.problem ?? "";
    if (message.kind === "frame") {
      const url = URL.createObjectURL(new Blob([buffers[0]], { type: message.type }));
      const before = shown;
      shown = url;
      image.src = url;
      image.alt = message.alt;
      caption.textContent = message.caption;
      await image.decode().catch(() => {});
      if (before) URL.revokeObjectURL(before);
      image.dataset.frame = message.asked;
    }
    done();
  }

  model.on("msg:custom", answered);
  ask();
  return () => {
    model.off("msg:custom", answered);
    clearTimeout(timer);
    if (shown) URL.revokeObjectURL(shown);
  };
}

export default { render };
