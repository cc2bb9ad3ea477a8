// A text left behind by a closed tab that the server will not take: shown, so that its writer can copy it.

import { element, say } from "../page.js";

export function offer(paper, key, draft, remove) {
  const id = `kept-${key.replace(/\W/g, "-")}`;
  if (document.getElementById(id)) {
    return;
  }
  const moment = new Date(draft.time).toLocaleString(document.documentElement.lang, {
    dateStyle: "short",
    timeStyle: "short",
  });
  const button = element(
    "button",
    { type: "button", class: "govuk-button govuk-button--secondary" },
    say("removeDraft"),
  );
  const box = element(
    "details",
    { class: "govuk-details", id },
    element(
      "summary",
      { class: "govuk-details__summary" },
      element("span", { class: "govuk-details__summary-text" }, say("draftFrom", { time: moment })),
    ),
    element(
      "div",
      { class: "govuk-details__text" },
      element("pre", { class: "app-kept", tabindex: 0, lang: paper.language }, paper.readable(draft.text)),
      button,
    ),
  );
  button.addEventListener("click", () => {
    remove();
    box.remove();
  });
  paper.group.append(box);
}

export const withdraw = (key) => document.getElementById(`kept-${key.replace(/\W/g, "-")}`)?.remove();
