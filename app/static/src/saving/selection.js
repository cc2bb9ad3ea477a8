// Sets a plain field's text; the cursor stays at the words where it was.

import { changes } from "./align.js";

function moved(place, before, after, lines) {
  let start = 0;
  let index = 0;
  while (index < before.length - 1 && start + before[index].length + 1 <= place) {
    start += before[index].length + 1;
    index += 1;
  }
  let shift = 0;
  for (const { from, to, start: newFrom, end } of lines) {
    if (from <= index && index < to) {
      index = from;
      shift = newFrom - from;
      break;
    }
    shift = to <= index ? end - to : shift;
  }
  const line = Math.max(0, Math.min(index + shift, after.length - 1));
  const opening = after.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  return opening + Math.min(place - start, after[line].length);
}

export function setText(textarea, text) {
  const { selectionStart, selectionEnd, value } = textarea;
  const [before, after] = [value.split("\n"), text.split("\n")];
  const lines = changes(before, after);
  textarea.value = text;
  const places = [selectionStart, selectionEnd].map((place) => moved(place, before, after, lines));
  textarea.setSelectionRange(...places);
  textarea.dispatchEvent(new Event("app:replaced"));
}
