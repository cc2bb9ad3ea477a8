// The toolbar: one stop for Tab, arrow keys within, Esc back to the text; Alt+F10 in the text leads here.

import { BUTTONS } from "./buttons.js";
import { icon } from "./icons.js";
import { element, say } from "../page.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class Toolbar {
  // `field` has the view, the language, the label and what turns to plain text.
  constructor(field) {
    this.field = field;
    this.dom = element("div", {
      class: "app-toolbar",
      role: "toolbar",
      "aria-label": say("toolbar", { label: field.label }),
      "aria-controls": field.editorId,
    });
    this.buttons = BUTTONS.map((spec) => this.button(spec));
    this.plain = element("button", { type: "button", class: "app-toolbar__plain", tabindex: -1 }, say("plainText"));
    this.plain.addEventListener("click", () => field.toPlain());
    this.dom.append(...this.buttons.map(({ dom }) => dom), this.plain);
    this.dom.addEventListener("keydown", (event) => this.keydown(event));
    this.dom.addEventListener("mousedown", (event) => event.preventDefault());
  }

  button(spec) {
    const name = spec.sign ? `${spec.sign} ${say(spec.name)}` : say(spec.name);
    const dom = element("button", {
      type: "button",
      class: spec.group ? "app-toolbar__button app-toolbar__button--first" : "app-toolbar__button",
      "aria-label": name,
      "aria-keyshortcuts": spec.keys,
      "aria-haspopup": spec.ask ? "dialog" : null,
      title: spec.keys ? `${name} (${spec.keys.replace("Control", "Ctrl").replace("Arrow", "")})` : name,
      tabindex: -1,
    });
    dom.append(spec.sign ?? icon(spec.name));
    dom.addEventListener("click", () => this.press(spec, dom));
    return { ...spec, dom };
  }

  press(spec, dom) {
    if (dom.getAttribute("aria-disabled") === "true") {
      return;
    }
    const { view } = this.field;
    if (spec.ask) {
      spec.ask(this.field);
      return;
    }
    spec.run(view.state, view.dispatch, view);
    view.focus();
  }

  // After every change of the document or of the selection.
  update(state) {
    for (const { dom, run, isPressed, isShown } of this.buttons) {
      dom.hidden = isShown ? !isShown(state, this.field.language) : false;
      if (isPressed) {
        dom.setAttribute("aria-pressed", isPressed(state));
      }
      dom.setAttribute("aria-disabled", Boolean(run) && !run(state));
    }
    this.keepOneStop();
  }

  stops() {
    return [...this.buttons.map(({ dom }) => dom), this.plain].filter((dom) => !dom.hidden);
  }

  keepOneStop() {
    const stops = this.stops();
    const current = stops.find((dom) => dom.tabIndex === 0) ?? stops[0];
    [...this.buttons.map(({ dom }) => dom), this.plain].forEach((dom) => (dom.tabIndex = dom === current ? 0 : -1));
  }

  focus() {
    this.stops()
      .find((dom) => dom.tabIndex === 0)
      .focus();
  }

  keydown(event) {
    const stops = this.stops();
    const at = stops.indexOf(document.activeElement);
    const places = { Home: 0, End: stops.length - 1 };
    const to = STEPS[event.key] ? (at + STEPS[event.key] + stops.length) % stops.length : places[event.key];
    if (event.key === "Escape") {
      this.field.view.focus();
    } else if (to !== undefined) {
      stops.forEach((dom, index) => (dom.tabIndex = index === to ? 0 : -1));
      stops[to].focus();
    } else {
      return;
    }
    event.preventDefault();
  }
}
