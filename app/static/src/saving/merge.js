// Two texts that grew out of one, put together paragraph by paragraph; null where both changed the same place.
// Only what one person typed while an answer was on its way is put together here; between people the server does it.

import { changes } from "./align.js";

const BETWEEN = "\n\n";

const paragraphs = (text) => text.split(/\n(?:[ \t]*\n)+/);

function collide(mine, theirs) {
  if (mine.from === mine.to || theirs.from === theirs.to) {
    return mine.from <= theirs.to && theirs.from <= mine.to;
  }
  return mine.from < theirs.to && theirs.from < mine.to;
}

export function merged(base, mine, theirs) {
  if (mine === base || theirs === base) {
    return mine === base ? theirs : mine;
  }
  const old = paragraphs(base);
  const [ours, others] = [mine, theirs].map((text) => {
    const found = paragraphs(text);
    return changes(old, found).map((change) => ({ ...change, put: found.slice(change.start, change.end) }));
  });
  if (ours.some((one) => others.some((other) => collide(one, other)))) {
    return null;
  }
  for (const { from, to, put } of [...ours, ...others].sort((a, b) => b.from - a.from || b.to - a.to)) {
    old.splice(from, to - from, ...put);
  }
  return old.join(BETWEEN);
}
