// Saves a section while it is written: <form data-autosave="address" data-presence="address" data-writer="who">, with
// a textarea for each language that has data-language and data-version, or data-rows (see rows.js); data-refused says
// that what stands in it was not stored. Without this file the form's button saves.

import { SavedField } from "./saving/field.js";
import { Paper } from "./saving/paper.js";
import { showPresence } from "./saving/presence.js";
import { Rows } from "./saving/rows.js";

const papersOf = (form) =>
  form.dataset.rows
    ? [new Rows(form)]
    : [...form.querySelectorAll("textarea[data-language]")].map((each) => new Paper(each));

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const fields = papersOf(form).map((each) => new SavedField(form, each));
  const all = (act) => () => fields.forEach(act);
  let isSubmitted = false;
  form.addEventListener("submit", () => (isSubmitted = true));
  document.addEventListener("visibilitychange", () => {
    fields.forEach((field) =>
      document.visibilityState === "hidden" ? field.isUnsaved && field.save() : field.retry(),
    );
  });
  window.addEventListener("pagehide", () => isSubmitted || fields.forEach((field) => field.isUnsaved && field.save()));
  window.addEventListener(
    "online",
    all((field) => field.retry()),
  );
  window.addEventListener(
    "focus",
    all((field) => field.retry()),
  );
  window.addEventListener("beforeunload", (event) => {
    if (!isSubmitted && fields.some((field) => field.isUnsaved && !field.isKept)) {
      event.preventDefault();
    }
  });
  showPresence(form);
}
