// Keys do what the visible buttons and links with the same letter do; without this script those work as they are.
"use strict";

const use = document.getElementById("keys");
const STORED = "standoff-review-keys";
if (use) {
  use.parentElement.hidden = false;
  use.checked = localStorage.getItem(STORED) !== "off";
  use.addEventListener("change", () => localStorage.setItem(STORED, use.checked ? "on" : "off"));
}

const open = (form) => {
  form.open = true;
  form.querySelector("select, input:not([type=hidden])").focus();
};

for (const link of document.querySelectorAll('a[href="#correct"]')) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    open(document.getElementById("correct"));
  });
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea");
  if (event.key === "Escape" && field) field.blur();
  if (field || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (!/^[a-z]$/.test(event.key) || localStorage.getItem(STORED) === "off") return;
  const target = document.querySelector(`[data-key="${event.key}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("[data-key=m], [data-key=s]")) target.focus();  // what follows is chosen with Tab and Enter
  if (event.key !== "s") target.click();
});
