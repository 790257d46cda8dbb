// The composer's list of commands: it narrows while one types and is walked with the arrow keys.
const field = document.querySelector("[data-composer] input");
const hints = document.querySelector("[data-hints]");

export function hideHints() { if (hints) hints.hidden = true; }

export function fillIn(text) {
  field.value = text;
  hideHints();
  field.focus();
}

function offerHints() {
  const typed = field.value;
  let some = false;
  for (const row of hints.children) {
    const name = row.firstElementChild.dataset.fill.trim();
    row.hidden = !(typed.startsWith("/") && (name.startsWith(typed) || typed.startsWith(name + " ")));
    some ||= !row.hidden;
  }
  hints.hidden = !some;
}

if (field) {
  field.removeAttribute("list"); // one list is enough
  field.addEventListener("input", offerHints);
  document.querySelector("[data-composer]").addEventListener("keydown", (event) => {
    const rows = hints.hidden ? [] : [...hints.querySelectorAll("li:not([hidden]) button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!rows.length || !step) return;
    event.preventDefault();
    const at = rows.indexOf(document.activeElement);
    (rows.at(at < 0 && step < 0 ? -1 : at + step) || field).focus();
  });
}
