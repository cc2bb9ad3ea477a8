// What the page tells the editor: its words in the page's language, figures, panels and attachments.

const cache = new Map();

function told(id, otherwise) {
  if (!cache.has(id)) {
    const element = document.getElementById(id);
    cache.set(id, element ? JSON.parse(element.textContent) : otherwise);
  }
  return cache.get(id);
}

// What has come to be since the page was drawn.
export const learn = (id, value) => cache.set(id, value);

export const words = () => ({ ...told("editor-words", {}), ...told("saving-words", {}) });

export const say = (name, values = {}) =>
  (words()[name] ?? name).replace(/\{(\w+)\}/g, (whole, value) => values[value] ?? whole);

// [{number, label, shown}]; `shown` is the value as the language writes it.
export const figures = (language) => told(`figures-${language}`, null) ?? told("figures", []);

// [{number, label}]
export const panels = (language) => told(`panels-${language}`, null) ?? told("panels", []);

// {page, search}: where figures are chosen for the section; nothing where they cannot be.
export const figuresPage = () => told("figures-page", null);

// [{number, name, alternative}]
export const attachments = (language) => told(`attachments-${language}`, null) ?? told("attachments", []);

export const numbered = (list, number) => list.find((each) => each.number === number);

// An element with attributes and children; text is set as text.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children);
  return made;
}
