// Figures that the section does not have yet: looked for among the mirror's indicators and the municipality's own,
// chosen by the server.

import { figuresPage, learn } from "../page.js";

const asked = (address, options = {}) =>
  fetch(address, { ...options, headers: { Accept: "application/json", ...options.headers } }).then((answer) =>
    answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText)),
  );

// [{asked, label, shown}] by what is typed; nothing where the server does not answer.
export const found = (words) =>
  asked(`${figuresPage().search}?${new URLSearchParams({ q: words })}`)
    .then(({ found: rows }) => rows)
    .catch(() => []);

// Chooses the latest figure of an indicator, or the indicator as a panel; gives the number that its token has. `which`
// is what a row that was found asks for.
export async function chosen(kind, which) {
  const token = document.querySelector("form[data-autosave] input[name=csrf_token]").value;
  const body = new URLSearchParams({ kind, ...which, csrf_token: token });
  const { number, told } = await asked(figuresPage().page, { method: "POST", body });
  for (const [language, lists] of Object.entries(told)) {
    learn(`figures-${language}`, lists.figure);
    learn(`panels-${language}`, lists.panel);
  }
  return number;
}
