// One language's field: the textarea stays what the form sends; the editor above it is another way to write in it.
//
// The textarea is touched only after a person changed something. "app:replaced" on it says that another writer's
// changes have come into its value; the editor says "input" on it as the textarea itself would.

import { history } from "prosemirror-history";
import { EditorState } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";

import { changes } from "../saving/align.js";
import { chipViews } from "./chips.js";
import { keys, typing } from "./keys.js";
import { element, say } from "../page.js";
import { asPlainText, cleaned, fromPlainText, intoCell } from "./paste.js";
import { opened } from "./text.js";
import { Toolbar } from "./toolbar.js";
import { upkeep, withParagraphAtEnd } from "./upkeep.js";

const REPLACED = "replaced";

export class Field {
  constructor(textarea) {
    this.textarea = textarea;
    this.language = textarea.dataset.language;
    this.label = document.querySelector(`label[for="${textarea.id}"]`)?.textContent.trim() ?? "";
    this.editorId = `${textarea.id}-editor`;
    this.dom = element("div", { class: "app-editor" });
    this.note = element("p", { class: "govuk-hint app-editor__note", "aria-live": "polite" });
    this.back = element("button", { type: "button", class: "app-toolbar__plain" }, say("richText"));
    this.back.addEventListener("click", () => this.toRich() && this.view.focus());
    this.bar = element("div", { class: "app-toolbar", hidden: true }, this.back);
    textarea.before(this.note, this.dom, this.bar);
    textarea.addEventListener("app:replaced", () => this.replace(textarea.value));
    this.toRich();
    this.leadHere();
  }

  // The label and the error summary's link name the textarea: they lead to what is seen in its place.
  leadHere() {
    document.addEventListener("click", (event) => {
      const { id } = this.textarea;
      if (this.view && event.target.closest?.(`label[for="${id}"], a[href="#${id}"]`)) {
        event.preventDefault();
        this.view.focus();
      }
    });
  }

  toRich() {
    this.text = opened(this.textarea.value);
    this.note.textContent = this.text ? "" : say("onlyPlain");
    this.textarea.hidden = Boolean(this.text);
    this.bar.hidden = Boolean(this.text);
    if (this.text) {
      this.view = this.newView();
      this.toolbar = new Toolbar(this);
      this.dom.prepend(this.toolbar.dom);
      this.toolbar.update(this.view.state);
    }
    return Boolean(this.text);
  }

  toPlain() {
    this.close();
    this.textarea.focus();
  }

  close() {
    this.view.destroy();
    this.view = null;
    this.toolbar.dom.remove();
    this.textarea.hidden = false;
    this.bar.hidden = false;
  }

  newView() {
    const plugins = [typing, ...keys(this), history(), tableEditing(), upkeep];
    const { language } = this;
    const described = [this.textarea.getAttribute("aria-describedby"), "editor-keys"].filter(Boolean).join(" ");
    return new EditorView(this.dom, {
      state: EditorState.create({ doc: withParagraphAtEnd(this.text.document), plugins }),
      attributes: {
        id: this.editorId,
        class: "app-editor__text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": this.label,
        "aria-describedby": described,
        lang: language,
        spellcheck: "true",
      },
      nodeViews: chipViews(language),
      handlePaste: (view, event, slice) => intoCell(view, slice),
      transformPastedHTML: cleaned,
      clipboardTextParser: fromPlainText,
      clipboardTextSerializer: asPlainText,
      dispatchTransaction: (transaction) => this.dispatch(transaction),
    });
  }

  dispatch(transaction) {
    const { state, transactions } = this.view.state.applyTransaction(transaction);
    this.view.updateState(state);
    this.toolbar?.update(state);
    if (transactions.some((each) => each.docChanged) && !transaction.getMeta(REPLACED)) {
      this.write();
    }
  }

  write() {
    const text = this.text.of(this.view.state.doc);
    if (text !== this.textarea.value) {
      this.textarea.value = text;
      this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // Takes in a text that others have changed, block by block, so that the cursor and what was not changed stay.
  replace(text) {
    if (!this.view) {
      return;
    }
    const found = opened(text);
    if (!found) {
      this.close();
      this.note.textContent = say("onlyPlain");
      return;
    }
    this.text = found;
    const { state } = this.view;
    const [before, after] = [state.doc, withParagraphAtEnd(found.document)].map((doc) => doc.content.content);
    const tr = state.tr.setMeta(REPLACED, true).setMeta("addToHistory", false);
    const starts = before.reduce((all, node) => [...all, all.at(-1) + node.nodeSize], [0]);
    for (const { from, to, start, end } of changes(before, after, (a, b) => a.eq(b)).reverse()) {
      tr.replaceWith(starts[from], starts[to], after.slice(start, end));
    }
    this.view.dispatch(tr);
  }
}
