// How figures, panels, images and footnotes' marks look in the editor: not their signs but what they stand for.

import { attachments, element, figures, numbered, panels, say } from "../page.js";

function chip(kind, text, name, isMissing = false) {
  const classes = `app-chip app-chip--${kind}${isMissing ? " app-chip--missing" : ""}`;
  return element("span", { class: classes, role: "img", "aria-label": name, title: name }, text);
}

function figure({ number }, language) {
  const found = numbered(figures(language), number);
  const name = found ? say("figureNamed", found) : say("figureMissing", { number });
  return chip("figure", found?.shown ?? `{{figure:${number}}}`, name, !found);
}

function image({ number, alternative }, language) {
  const found = numbered(attachments(language), number);
  const name = alternative ? say("imageNamed", { alternative }) : say("imageWithoutAlternative");
  return chip("image", alternative || found?.name || `${number}`, name, !found || !alternative);
}

function footnoteMark({ label }) {
  return chip("footnote", label, say("footnoteNamed", { label }));
}

function panel({ number }, language) {
  const found = numbered(panels(language), number);
  const name = found ? say("panelNamed", found) : say("panelMissing", { number });
  return element("div", { class: "app-panel-chip", role: "img", "aria-label": name }, name);
}

// ProseMirror's node views for a field of this language.
export function chipViews(language) {
  const view = (draw) => (node) => ({ dom: draw(node.attrs, language) });
  return {
    figure: view(figure),
    image: view(image),
    footnote_mark: view(footnoteMark),
    panel: view(panel),
  };
}
