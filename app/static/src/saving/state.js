// What a field says about itself. All of it is seen; read aloud is only what a writer must know: that something went
// wrong, and that it is well again. "Saved" every two seconds would drown the text itself.

import { element, say, words } from "../page.js";

const QUIET = ["writing", "saving"];

const timeOf = (moment) =>
  new Date(moment).toLocaleTimeString(document.documentElement.lang, {
    hour: "numeric",
    minute: "2-digit",
    timeZone: "Europe/Helsinki",
  });

export class State {
  constructor({ language, group, fields }) {
    const place = document.querySelector(`[data-saving="${language}"]`);
    this.dom = place ?? element("p", { class: "app-saving" });
    this.spoken = element("span", { class: "govuk-visually-hidden", "aria-live": "polite" });
    if (!place) {
      group.append(this.dom);
    }
    this.dom.after(this.spoken);
    fields.forEach((each) => fields.length > 1 && each.addEventListener("focus", () => this.goTo(each)));
    this.now = "";
    this.lastLoud = "";
  }

  // Of several fields it stands at the one that is written in.
  goTo(field) {
    field.closest(".govuk-form-group").append(this.dom);
  }

  show(name, { error = "", moment } = {}) {
    const time = moment ? timeOf(moment) : "";
    const sentence = words()[name] ? say(name, { time, error }) : error;
    this.now = name;
    this.dom.dataset.state = name;
    this.dom.textContent = sentence;
    if (!QUIET.includes(name) && name !== this.lastLoud) {
      this.lastLoud = name;
      this.spoken.textContent = sentence;
    }
  }
}
