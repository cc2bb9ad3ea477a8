// A text that is written in one field: what it was begun from, how it is sent, and how an answer comes into it.

import { merged } from "./merge.js";
import { setText } from "./selection.js";

export class Paper {
  constructor(textarea) {
    this.textarea = textarea;
    this.language = textarea.dataset.language;
    this.base = Number(textarea.dataset.version);
    this.begun = textarea.defaultValue;
    this.fields = [textarea];
    this.place = textarea.closest(".govuk-form-group");
    this.merged = merged;
  }

  get text() {
    return this.textarea.value;
  }

  // Where the state is told, and what a closed tab left.
  get group() {
    return this.place;
  }

  asked({ request, text, base }) {
    return { language: this.language, text, base, request };
  }

  heard(answer) {
    return answer;
  }

  put(text) {
    if (text !== this.text) {
      setText(this.textarea, text);
    }
  }

  // The text to go on with after a closed tab's has been saved.
  overtaken(line, answer) {
    return line.overtaken(answer, this.text);
  }

  lookAgain() {}

  readable(text) {
    return text;
  }
}
