// A translation that is written in rows beside its original, saved as a whole: <form data-rows="language"> with a field
// for each row. Its text is the rows' texts in JSON; its frame, of which version of the original and of which blocks
// each row was shown (its field's name), changes with every save.

import { merged } from "./merge.js";
import { setText } from "./selection.js";

const IS_ROW = /^row:/;
const versionOf = (language) => `version_${language}`;

function mergedRows(base, mine, theirs) {
  const [old, ours, others] = [base, mine, theirs].map((each) => JSON.parse(each));
  const together = old.map((text, at) => merged(text, ours[at], others[at]));
  return together.includes(null) ? null : JSON.stringify(together);
}

export class Rows {
  constructor(form) {
    this.language = form.dataset.rows;
    this.fields = [...form.querySelectorAll("textarea")].filter(({ name }) => IS_ROW.test(name));
    this.place = form;
    this.original = versionOf(this.language === "fi" ? "sv" : "fi");
    this.base = Number(form.elements[versionOf(this.language)].value);
    this.frame = { names: this.fields.map(({ name }) => name), original: Number(form.elements[this.original].value) };
    this.begun = JSON.stringify(this.fields.map(({ defaultValue }) => defaultValue));
    this.merged = mergedRows;
  }

  get text() {
    return JSON.stringify(this.fields.map(({ value }) => value));
  }

  get group() {
    return this.fields[0].closest(".govuk-form-group");
  }

  asked({ request, text, base, frame }) {
    const texts = JSON.parse(text);
    const rows = Object.fromEntries(frame.names.map((name, at) => [name, texts[at]]));
    return { rows, [versionOf(this.language)]: base, [this.original]: frame.original, into: this.language, request };
  }

  heard({ rows, ...answer }, { frame }) {
    const text = JSON.stringify(rows.map(([, each]) => each));
    return { ...answer, text, frame: { ...frame, names: rows.map(([name]) => name) } };
  }

  put(text, { names }) {
    JSON.parse(text).forEach((each, at) => each === this.fields[at].value || setText(this.fields[at], each));
    this.fields.forEach((each, at) => this.call(each, names[at]));
  }

  // The buttons beside a row that move its translation say which row it is.
  call(field, name) {
    field.name = name;
    for (const button of field.closest(".app-pair").querySelectorAll("button[name=move]")) {
      button.value = `${button.value.split(":")[0]}:${name}`;
    }
  }

  // Its rows may have been others than these: the next save brings what it says.
  overtaken() {
    return this.text;
  }

  // A closed tab's text has been saved, and nothing was typed here yet.
  lookAgain() {
    location.reload();
  }

  readable(text) {
    return JSON.parse(text).filter(Boolean).join("\n\n");
  }
}
