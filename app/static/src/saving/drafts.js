// Texts that the server does not have yet, kept in this browser: one for each tab and field.
//
// A tab holds a lock as long as it lives; the draft of a tab without its lock is what a closed or killed tab left.

const PREFIX = "draft";
const STALE_MILLISECONDS = 60_000;
const tab = Array.from(crypto.getRandomValues(new Uint32Array(2)), (each) => each.toString(36)).join("");

const lockOf = (id) => `${PREFIX}|${id}`;

navigator.locks?.request(lockOf(tab), () => new Promise(() => {}));

const keyOf = (section, language, id = tab) => [PREFIX, section, language, id].join("|");

// False where the browser keeps nothing: then the page warns before it is left.
export function keep(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // What cannot be reached holds nothing either.
  }
}

export const ownKey = keyOf;

async function livingTabs() {
  const { held } = (await navigator.locks?.query()) ?? { held: null };
  return held && new Set(held.map(({ name }) => name));
}

function stored(prefix) {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ key, draft: JSON.parse(localStorage.getItem(key)) }));
  } catch {
    return [];
  }
}

// What was left behind for this field, the oldest first.
export async function leftBehind(section, language) {
  const living = await livingTabs();
  const prefix = keyOf(section, language, "");
  const isLeft = ({ key, draft }) => {
    const id = key.slice(prefix.length);
    return id !== tab && (living ? !living.has(lockOf(id)) : Date.now() - draft.time > STALE_MILLISECONDS);
  };
  return stored(prefix)
    .filter(isLeft)
    .sort((a, b) => a.draft.time - b.draft.time);
}
