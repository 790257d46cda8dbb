"use strict";
// The page works without this: the address can be marked and copied by hand.
const field = document.querySelector("[data-copy-from]");
const button = document.querySelector("[data-copy]");
const said = document.querySelector("[data-copied]");
if (field && button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Adressen er kopieret.";
    } catch {
      said.textContent = "Adressen er markeret. Kopiér den med Ctrl+C.";
    }
  });
}
