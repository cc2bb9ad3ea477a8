// One language's field, saved while it is written. Every letter is in the browser's store before anything else
// happens, and leaves it only when the server has said that it has it.

import { drop, keep, leftBehind, ownKey } from "./drafts.js";
import { showKept } from "./kept.js";
import { Line } from "./line.js";
import { offer, withdraw } from "./offered.js";
import { setText } from "./selection.js";
import { State } from "./state.js";
import { post } from "./wire.js";

const PAUSE_MILLISECONDS = 2_000;
const LONGEST_PAUSE_MILLISECONDS = 60_000;
const SIGNED_OUT_MILLISECONDS = 30_000;
const MOST_TOKENS = 3;

export class SavedField {
  constructor(form, textarea) {
    this.form = form;
    this.textarea = textarea;
    this.language = textarea.dataset.language;
    this.section = `${form.dataset.writer ?? ""}|${form.dataset.autosave}`;
    this.key = ownKey(this.section, this.language);
    this.line = new Line({ base: Number(textarea.dataset.version), settled: textarea.defaultValue });
    this.state = new State(textarea);
    this.left = [];
    this.tries = 0;
    this.isKept = true;
    this.listen(textarea.closest(".govuk-form-group"));
    this.begin();
  }

  get text() {
    return this.textarea.value;
  }

  get isUnsaved() {
    return Boolean(this.line.sent) || this.text !== this.line.settled;
  }

  listen(group) {
    this.textarea.addEventListener("input", () => this.typed());
    group.addEventListener("focusout", () => this.isUnsaved && this.save());
    group.addEventListener("compositionstart", () => (this.isComposing = true));
    group.addEventListener("compositionend", () => (this.isComposing = false));
  }

  // What was typed before this script ran is not in the page's own text.
  async begin() {
    this.left = await leftBehind(this.section, this.language);
    if (this.left.length || this.isUnsaved) {
      this.save();
    }
  }

  typed() {
    this.keepHere();
    this.state.show(this.isKept ? "writing" : "unkept");
    this.saveIn(PAUSE_MILLISECONDS);
  }

  keepHere() {
    const { base, sent } = this.line;
    this.isKept = keep(this.key, { base, sent, text: this.text, time: Date.now() });
  }

  saveIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.isSaving || this.isComposing) {
      this.isWanted = true;
      return;
    }
    this.isSaving = true;
    this.isWanted = false;
    this.takeLate();
    if (await this.saveLeft()) {
      await this.saveOwn();
    }
    this.isSaving = false;
    if (this.isWanted) {
      this.save();
    }
  }

  async saveOwn() {
    const question = this.line.next(this.text);
    if (!question) {
      this.settled();
      return;
    }
    this.keepHere();
    this.state.show("saving");
    const { answer, trouble, error } = await this.ask(question);
    if (!answer) {
      this.stuck(trouble, error, this.line);
      return;
    }
    this.tries = 0;
    this.moment = answer.saved_at;
    this.take(answer);
    showKept(this.language, answer.kept);
    this.goOn();
  }

  ask({ request, text, base }) {
    return post(this.form, this.form.dataset.autosave, { language: this.language, text, base, request });
  }

  // An answer with others' changes waits while its writer goes on typing; the next pause takes it in.
  take(answer) {
    if (answer.merged && (this.isComposing || this.text !== this.line.sent.text)) {
      this.late = answer;
    } else {
      this.goOnWith(this.line.answered(answer, this.text));
    }
  }

  takeLate() {
    if (this.late) {
      const answer = this.late;
      this.late = null;
      this.goOnWith(this.line.answered(answer, this.text));
    }
  }

  goOnWith(text) {
    if (text !== this.text) {
      setText(this.textarea, text);
    }
    const told = this.form.querySelector(`[data-base-of="${this.language}"]`);
    if (told) {
      told.value = this.line.base;
    }
  }

  goOn() {
    if (this.late || this.text !== this.line.settled) {
      this.keepHere();
      this.state.show("writing");
      this.saveIn(PAUSE_MILLISECONDS);
    } else {
      this.settled();
    }
  }

  settled() {
    drop(this.key);
    this.isKept = true;
    if (this.moment) {
      this.state.show("saved", { moment: this.moment });
    } else {
      this.state.show("");
    }
  }

  // What closed tabs left, each with what it sent without an answer first.
  async saveLeft() {
    const stays = [];
    for (const { key, draft } of this.left) {
      const trouble = await this.saveDraft(key, draft);
      if (trouble) {
        stays.push({ key, draft });
      }
      if (["waiting", "again", "signedOut"].includes(trouble)) {
        return false;
      }
    }
    this.left = stays;
    return true;
  }

  async saveDraft(key, draft) {
    const line = new Line(draft);
    for (let question = line.next(draft.text); question; question = line.next(draft.text)) {
      keep(key, { ...draft, base: line.base, sent: line.sent });
      const { answer, trouble, error } = await this.ask(question);
      if (!answer) {
        this.stuck(trouble, error, line);
        offer(this.textarea, key, draft, () => this.forget(key));
        return trouble;
      }
      this.moment = answer.saved_at;
      draft.text = line.answered(answer, draft.text);
      this.goOnWith(this.line.overtaken(answer, this.text));
      showKept(this.language, answer.kept);
    }
    this.forget(key);
    withdraw(key);
    return null;
  }

  forget(key) {
    drop(key);
    this.left = this.left.filter((each) => each.key !== key);
  }

  // What may pass by itself is tried again, ever more slowly; with a new token at once.
  stuck(trouble, error, line) {
    const name = trouble === "again" ? "waiting" : trouble;
    this.state.show(this.isKept ? name : "unkept", { error });
    this.tries += 1;
    this.isWanted = trouble === "again" && this.tries < MOST_TOKENS;
    if (name === "waiting" || name === "signedOut") {
      const pause = name === "waiting" ? PAUSE_MILLISECONDS * 2 ** (this.tries - 1) : SIGNED_OUT_MILLISECONDS;
      this.saveIn(Math.min(pause, LONGEST_PAUSE_MILLISECONDS));
    } else {
      line.refused();
    }
  }

  // The connection, or the person, is back.
  retry() {
    this.tries = 0;
    if (this.isUnsaved || this.left.length) {
      this.save();
    }
  }
}
