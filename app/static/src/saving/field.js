// What one person writes, saved while it is written. Every letter is in the browser's store before anything else
// happens, and leaves it only when the server has said that it has it. `paper` is where it is written: the field of a
// text (paper.js), or the rows of a translation (rows.js).

import { drop, keep, leftBehind, ownKey } from "./drafts.js";
import { showKept } from "./kept.js";
import { Line } from "./line.js";
import { offer, withdraw } from "./offered.js";
import { State } from "./state.js";
import { post } from "./wire.js";

const PAUSE_MILLISECONDS = 2_000;
const LONGEST_PAUSE_MILLISECONDS = 60_000;
const SIGNED_OUT_MILLISECONDS = 30_000;
const MOST_TOKENS = 3;

export class SavedField {
  constructor(form, paper) {
    this.form = form;
    this.paper = paper;
    this.language = paper.language;
    this.section = `${form.dataset.writer ?? ""}|${form.dataset.autosave}`;
    this.key = ownKey(this.section, this.language);
    // What was refused stands in the page, and the server does not have it.
    const settled = form.dataset.refused === undefined ? paper.begun : null;
    this.line = new Line({ base: paper.base, frame: paper.frame, settled }, paper.merged);
    this.state = new State(paper);
    this.left = [];
    this.tries = 0;
    this.isKept = true;
    this.listen(paper);
    this.begin();
  }

  get text() {
    return this.paper.text;
  }

  get isUnsaved() {
    return Boolean(this.line.sent) || this.text !== this.line.settled;
  }

  listen({ fields, place }) {
    fields.forEach((each) => each.addEventListener("input", () => this.typed()));
    place.addEventListener("focusout", () => this.isUnsaved && this.save());
    place.addEventListener("compositionstart", () => (this.isComposing = true));
    place.addEventListener("compositionend", () => (this.isComposing = false));
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
    const { base, frame, sent } = this.line;
    this.isKept = keep(this.key, { base, frame, sent, text: this.text, time: Date.now() });
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
    this.remark = answer.remark;
    this.take(answer);
    showKept(this.language, answer.kept);
    this.goOn();
  }

  async ask(question) {
    const heard = await post(this.form, this.form.dataset.autosave, this.paper.asked(question));
    return heard.answer ? { answer: this.paper.heard(heard.answer, question) } : heard;
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
    this.paper.put(text, this.line.frame);
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
      this.state.show(this.remark ? "remarked" : "saved", { moment: this.moment, error: this.remark });
    } else {
      this.state.show("");
    }
  }

  // What closed tabs left, each with what it sent without an answer first.
  async saveLeft() {
    const stays = [];
    const { left } = this;
    for (const { key, draft } of left) {
      const trouble = await this.saveDraft(key, draft);
      if (trouble) {
        stays.push({ key, draft });
      }
      if (["waiting", "again", "signedOut"].includes(trouble)) {
        return false;
      }
    }
    if (stays.length < left.length && !this.isUnsaved) {
      this.paper.lookAgain();
    }
    this.left = stays;
    return true;
  }

  async saveDraft(key, draft) {
    const line = new Line(draft, this.paper.merged);
    for (let question = line.next(draft.text); question; question = line.next(draft.text)) {
      keep(key, { ...draft, base: line.base, frame: line.frame, sent: line.sent });
      const { answer, trouble, error } = await this.ask(question);
      if (!answer) {
        this.stuck(trouble, error, line);
        offer(this.paper, key, draft, () => this.forget(key));
        return trouble;
      }
      this.moment = answer.saved_at;
      draft.text = line.answered(answer, draft.text);
      this.goOnWith(this.paper.overtaken(this.line, answer));
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
