// What a page cannot do without a script: keys, a bar that moves, files that are dropped. All else works without.
"use strict";

const typing = (element) => element.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const key = event.key.toLowerCase();
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const field = document.querySelector(`[data-focus="${CSS.escape(key)}"]`);
  if (button) button.click();
  else if (field) field.focus();
  else return;
  event.preventDefault();
});

const bar = document.querySelector("[data-poll]");
if (bar) {
  const stage = document.getElementById("tahap");
  const look = async () => {
    try {
      const found = await (await fetch(bar.dataset.poll)).json();
      if (!found.running) return location.reload();
      bar.value = found.share;
      stage.textContent = found.stage;
    } catch {
      // the program is busy or was closed: ask again
    }
    setTimeout(look, 400);
  };
  setTimeout(look, 300);
}

for (const choice of document.querySelectorAll("[data-submit]")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}

for (const form of document.querySelectorAll("[data-drop]")) {
  const files = form.querySelector("input[type=file]");
  for (const name of ["dragover", "dragenter"]) {
    form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    files.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  files.addEventListener("change", () => form.requestSubmit());
}

// One press is one job: a second click on the way sends nothing.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
