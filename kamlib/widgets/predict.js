// A guess first, then the truth beside it. The truth is not in the browser before the guess is locked.

function bar(label, text, share, zero, kind) {
  const row = document.createElement("div");
  row.className = "kam-bar";
  row.appendChild(document.createElement("span")).textContent = label;
  const track = row.appendChild(document.createElement("div"));
  track.setAttribute("aria-hidden", "true");
  const fill = track.appendChild(document.createElement("div"));
  fill.className = kind;
  // From nothing to the number, so that a loss reaches to the left of it.
  fill.style.marginLeft = `${100 * Math.min(share, zero)}%`;
  fill.style.width = `${100 * Math.abs(share - zero)}%`;
  row.appendChild(document.createElement("strong")).textContent = text;
  return row;
}

function render({ model, el }) {
  const texts = model.get("texts");
  const id = `kam-${Math.random().toString(36).slice(2)}`;
  el.classList.add("kam-live");
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", `${id}-question`);
  const question = group.appendChild(document.createElement("div"));
  question.className = "kam-title";
  question.id = `${id}-question`;
  question.textContent = model.get("question");

  const form = group.appendChild(document.createElement("div"));
  form.className = "kam-control";
  const label = form.appendChild(document.createElement("label"));
  label.htmlFor = id;
  label.textContent = "My guess";
  const slider = form.appendChild(document.createElement("input"));
  slider.type = "range";
  slider.id = id;
  slider.dataset.lmSuppressShortcuts = "true"; // else JupyterLab takes the arrow keys to move between cells
  slider.min = 0;
  slider.max = texts.length - 1;
  slider.value = model.get("start");
  const readout = form.appendChild(document.createElement("output"));
  readout.htmlFor = id;
  const button = group.appendChild(document.createElement("button"));
  button.type = "button";
  button.className = "kam-lock";
  button.textContent = "Lock my guess";
  const answer = group.appendChild(document.createElement("div"));
  answer.className = "kam-answer";
  answer.setAttribute("role", "status");
  answer.tabIndex = -1;
  el.replaceChildren(group);

  const say = () => {
    readout.textContent = texts[Number(slider.value)];
    slider.setAttribute("aria-valuetext", readout.textContent);
  };
  const lock = () => {
    button.disabled = true;
    model.send({ kind: "lock", place: Number(slider.value) });
  };
  const show = () => {
    const result = model.get("result");
    if (!result.words) return;
    form.hidden = button.hidden = true;
    answer.replaceChildren();
    if (result.truth) {
      answer.append(bar("My guess", result.guess, result.guess_share, result.zero_share, "kam-guess"));
      answer.append(bar("The truth", result.truth, result.truth_share, result.zero_share, "kam-truth"));
    }
    answer.appendChild(document.createElement("p")).textContent = result.words;
    if (button.disabled) answer.focus(); // the focus was on the button, which is gone
  };
  slider.addEventListener("input", say);
  button.addEventListener("click", lock);
  model.on("change:result", show);
  say();
  show();
  return () => model.off("change:result", show);
}

export default { render };
