// What is asked before something is put into the text: a link's address, which figure, which image and its words.

import { insertInline, insertPanel, linkAround, removeLink, setLink } from "./commands.js";
import { allowedAddress } from "./grammar.js";
import { chosen, found as foundElsewhere } from "./finding.js";
import { languageOf } from "./schema.js";
import { attachments, element, figures, figuresPage, panels, say } from "../page.js";

let count = 0;
const LANGUAGES = { fi: "suomi", sv: "svenska", en: "English", se: "davvisámegiella", ru: "русский", et: "eesti" };

const button = (name, kind = "") =>
  element("button", { type: "button", class: `govuk-button ${kind && `govuk-button--${kind}`}` }, say(name));

// A modal dialog with its own small form; the text has the focus again when it closes.
function open(field, title, content, { submit, buttons = [] }) {
  const id = `app-dialog-${++count}`;
  const cancel = button("cancel", "secondary");
  const accept = submit ? [element("button", { class: "govuk-button" }, say("insert"))] : [];
  const heading = element("h2", { class: "govuk-heading-m", id }, title);
  const form = element(
    "form",
    { novalidate: true },
    ...content,
    element("div", { class: "govuk-button-group" }, ...accept, ...buttons, cancel),
  );
  const dialog = element("dialog", { class: "app-dialog", "aria-labelledby": id }, heading, form);
  // At once, not when the browser says that it is closed: the next key belongs to the text.
  const close = () => {
    dialog.close();
    field.view.focus();
  };
  cancel.addEventListener("click", close);
  dialog.addEventListener("close", () => {
    dialog.remove();
    field.view.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submit?.()) {
      close();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  return close;
}

// A labelled input; `fail` shows an error at it and puts the focus there.
function input(name, value, type = "text") {
  const id = `app-input-${++count}`;
  const control = element("input", { class: "govuk-input", id, type, value, autocomplete: "off" });
  const error = element("p", { class: "govuk-error-message", id: `${id}-error`, hidden: true });
  const label = element("label", { class: "govuk-label govuk-label--s", for: id }, say(name));
  const fail = (sentence) => {
    error.hidden = false;
    error.textContent = say(sentence);
    control.setAttribute("aria-describedby", error.id);
    control.setAttribute("aria-invalid", "true");
    control.focus();
    return false;
  };
  return { dom: element("div", { class: "govuk-form-group" }, label, error, control), control, fail };
}

const run = ({ view }, command) => command(view.state, view.dispatch, view);

// "www.kunta.fi" and "nimi@kunta.fi" are what people type.
function addressOf(typed) {
  const words = typed.trim();
  const isMail = /^[^\s/:@]+@[^\s/:@]+$/.test(words);
  const isBare = /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(words);
  return allowedAddress(isMail ? `mailto:${words}` : isBare ? `https://${words}` : words);
}

export function askForLink(field) {
  const { state } = field.view;
  const around = linkAround(state);
  const address = input("address", languageOf(around?.href) ? "" : (around?.href ?? ""));
  const text = around || !state.selection.empty ? null : input("linkText", "");
  const remove = button("removeLink", "secondary");
  const close = open(field, say("link"), [address.dom, ...(text ? [text.dom] : [])], {
    buttons: around ? [remove] : [],
    submit() {
      const href = addressOf(address.control.value);
      return href ? run(field, setLink(href, text?.control.value.trim() || href)) : address.fail("addressWrong");
    },
  });
  remove.addEventListener("click", () => {
    run(field, removeLink);
    close();
  });
}

// Which language the selected words are in, for those who hear them.
export function askForLanguage(field) {
  const { state } = field.view;
  const around = linkAround(state);
  const id = `app-input-${++count}`;
  const choices = Object.entries(LANGUAGES)
    .filter(([code]) => code !== field.language)
    .map(([code, name]) => element("option", { value: code, lang: code }, name));
  const select = element("select", { class: "govuk-select", id }, ...choices);
  select.value = languageOf(around?.href) ?? choices[0].value;
  const label = element("label", { class: "govuk-label govuk-label--s", for: id }, say("languageWhich"));
  const text = around || !state.selection.empty ? null : input("languageText", "");
  const remove = button("removeLanguage", "secondary");
  const content = [element("div", { class: "govuk-form-group" }, label, select), ...(text ? [text.dom] : [])];
  const close = open(field, say("language"), content, {
    buttons: languageOf(around?.href) ? [remove] : [],
    submit() {
      const words = text?.control.value.trim();
      return words === "" ? text.fail("languageMissing") : run(field, setLink(`lang:${select.value}`, words));
    },
  });
  remove.addEventListener("click", () => {
    run(field, removeLink);
    close();
  });
}

export function askForImage(field) {
  const id = `app-input-${++count}`;
  const choices = attachments(field.language).map(({ number, name }) => element("option", { value: number }, name));
  const select = element("select", { class: "govuk-select", id }, ...choices);
  const label = element("label", { class: "govuk-label govuk-label--s", for: id }, say("imageFile"));
  const alternative = input("alternative", "");
  const suggest = () => {
    alternative.control.value = attachments(field.language)[select.selectedIndex].alternative ?? "";
  };
  select.addEventListener("change", suggest);
  suggest();
  open(field, say("image"), [element("div", { class: "govuk-form-group" }, label, select), alternative.dom], {
    submit() {
      const words = alternative.control.value.replace(/\s+/g, " ").trim();
      const attrs = { number: Number(select.value), alternative: words };
      return words ? run(field, insertInline("image", attrs)) : alternative.fail("alternativeMissing");
    },
  });
}

const PAUSE = 300;

// One that may be chosen, with its value where it has one.
function choice({ label, shown }, take) {
  const value = shown ? [" ", element("strong", {}, shown)] : [];
  const dom = element("button", { type: "button", class: "app-picker__choice" }, element("span", {}, label), ...value);
  dom.addEventListener("click", take);
  return element("li", {}, dom);
}

// A list that is narrowed down by what is typed; Enter takes the first of what is left. Below it, what the section does
// not have yet and the server finds by the same words.
function askFrom(field, title, list, insert, kind) {
  const search = input("narrow", "", "search");
  const found = element("p", { class: "govuk-hint", "aria-live": "polite" });
  const items = list.map((each) => ({ each, dom: choice(each, () => take(each.number)) }));
  const picker = element("ul", { class: "govuk-list app-picker" }, ...items.map(({ dom }) => dom));
  const more = element("ul", { class: "govuk-list app-picker" });
  const elsewhere = figuresPage() ? [...newOnes(kind, search, more, take)] : [];
  const left = () => items.filter(({ dom }) => !dom.hidden);
  const narrow = () => {
    const sought = search.control.value.toLocaleLowerCase().split(/\s+/);
    items.forEach(({ each, dom }) => {
      dom.hidden = !sought.every((word) => each.label.toLocaleLowerCase().includes(word));
    });
    found.textContent = say("found", { count: left().length });
  };
  search.control.addEventListener("input", narrow);
  const first = () => (left()[0] ?? { dom: more.firstElementChild })?.dom?.querySelector("button")?.click();
  const close = open(field, title, [search.dom, found, picker, ...elsewhere], { submit: first });
  narrow();

  function take(number) {
    run(field, insert(number));
    close();
  }
}

// The part of the dialog in which a figure is added to the section.
function* newOnes(kind, search, more, take) {
  const trouble = element("p", { class: "govuk-error-message", role: "alert", hidden: true }, say("notChosen"));
  let waiting = 0;
  const add = ({ asked }) => {
    chosen(kind, asked)
      .then(take)
      .catch(() => (trouble.hidden = false));
  };
  search.control.addEventListener("input", () => {
    const words = search.control.value;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const rows = words.trim() ? await foundElsewhere(words) : [];
      if (words === search.control.value) {
        more.replaceChildren(...rows.map((each) => choice(each, () => add(each))));
      }
    }, PAUSE);
  });
  yield element("h3", { class: "govuk-heading-s" }, say("newOnes"));
  yield element("p", { class: "govuk-hint" }, say("newOnesHint"));
  yield trouble;
  yield more;
  const page = element("a", { class: "govuk-link", href: figuresPage().page }, say("otherAreas"));
  yield element("p", { class: "govuk-body" }, page);
}

const inserted = (number) => insertInline("figure", { number });

export const askForFigure = (field) => askFrom(field, say("figure"), figures(field.language), inserted, "figure");

export const askForPanel = (field) => askFrom(field, say("panel"), panels(field.language), insertPanel, "panel");
