// One slide at a time. Clickers send Page Down and Page Up; without this script the slides stand one below the other.
const slides = [...document.querySelectorAll(".slide")];
let at = 0;
let notes = window.name === "kam-notes"; // the second window, for the trainer's eyes
document.body.classList.toggle("apart", notes);
let partner = window.opener; // turns together with this window

function show(place, told = false) {
  at = Math.min(Math.max(place, 0), slides.length - 1);
  slides.forEach((slide, index) => {
    slide.hidden = index !== at;
    const said = slide.querySelector(".notes");
    if (said) said.hidden = !notes;
  });
  document.getElementById("place").textContent = `${at + 1} / ${slides.length}`;
  document.getElementById("done").value = at + 1;
  history.replaceState(null, "", `#${at + 1}`);
  if (!told) partner?.postMessage({ slide: at }, "*");
  if (!document.activeElement?.closest("nav")) slides[at].focus({ preventScroll: true });
}

const turn = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 };
const does = {
  Home: () => show(0),
  End: () => show(slides.length - 1),
  n: () => { notes = !notes; show(at); },
  p: () => window.print(),
  s: () => { partner = window.open(location.href, "kam-notes", "popup"); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const button = event.target.closest?.("button");
  if (button && (event.key === " " || event.key === "Enter")) return;
  if (event.target.closest?.(".notes") && event.key.startsWith("Arrow")) return; // long notes are scrolled
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === " ") show(at + (event.shiftKey ? -1 : 1));
  else if (key in turn) show(at + turn[key]);
  else if (key in does) does[key]();
  else return;
  event.preventDefault();
});
document.getElementById("back").addEventListener("click", () => show(at - 1));
document.getElementById("on").addEventListener("click", () => show(at + 1));
window.addEventListener("message", (event) => {
  if (event.source === partner && Number.isInteger(event.data?.slide)) show(event.data.slide, true);
});
window.addEventListener("hashchange", () => show(Number(location.hash.slice(1)) - 1 || 0));
show(Number(location.hash.slice(1)) - 1 || 0);
