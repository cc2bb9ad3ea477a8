// Who else is writing here now; said only when it changes.

import { say } from "../page.js";
import { post } from "./wire.js";

const EVERY_MILLISECONDS = 20_000;

export function showPresence(form) {
  const region = document.querySelector("[data-also-here]");
  const ask = async () => {
    if (document.visibilityState !== "visible") {
      return;
    }
    const { answer } = await post(form, form.dataset.presence, {});
    const names = answer?.names ?? [];
    const sentence = names.length ? say("alsoHere", { names: names.join(", ") }) : "";
    if (answer && region.textContent !== sentence) {
      region.textContent = sentence;
    }
  };
  if (region && form.dataset.presence) {
    ask();
    setInterval(ask, EVERY_MILLISECONDS);
    document.addEventListener("visibilitychange", ask);
  }
}
