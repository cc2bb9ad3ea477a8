// The Markdown subset of app/writing/parse.py, rule for rule, and what only this service knows: figures, panels,
// images of attachments, footnotes. The two must read alike; tests/journeys/test_editor.py sees to it.

import MarkdownIt from "markdown-it";
import heading from "markdown-it/lib/rules_block/heading.mjs";
import list from "markdown-it/lib/rules_block/list.mjs";
import table from "markdown-it/lib/rules_block/table.mjs";

import { ALLOWED_ADDRESS } from "./schema.js";

export const DEEPEST_LIST = 6;
const ENDS = ["paragraph", "blockquote"];
const PANEL = /^\{\{panel:(\d{1,9})\}\}[ \t]*$/;
const FOOTNOTE = /^\[\^(\d{1,3})\]:/;
const FIGURE = /\{\{figure:(\d{1,9})\}\}/y;
const IMAGE = /!\[((?:\\.|[^[\]\\\n])*)\]\(attachment:(\d{1,9})\)/y;
const FOOTNOTE_MARK = /\[\^(\d{1,3})\](?!:)/y;

const onlyWithin = (depth, rule) => (state, start, end, silent) =>
  (silent || state.level <= depth) && rule(state, start, end, silent);

const lineOf = (state, line) => state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line]);

// Cells as the rule for tables counts them: a pipe behind a backslash belongs to its cell.
function cellsOf(line) {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replace(/\\\|/g, "|").trim());
}

// A cell too many is added to its row's last cell; Markdown would drop it.
function tableWithEveryCell(state, start, end, silent) {
  const first = state.tokens.length;
  const found = table(state, start, end, silent);
  let cells, column, last;
  for (const token of state.tokens.slice(first)) {
    if (token.type === "tr_open") {
      cells = cellsOf(lineOf(state, token.map[0]));
      column = 0;
    } else if (token.type === "inline") {
      column += 1;
      last = token;
    } else if (token.type === "tr_close" && cells.length > column) {
      last.content = [last.content, ...cells.slice(column)].join(" | ");
    }
  }
  return found;
}

function panel(state, start, end, silent) {
  const found = state.level === 0 && PANEL.exec(lineOf(state, start));
  if (!found || silent) {
    return Boolean(found);
  }
  const token = state.push("panel", "div", 0);
  token.map = [start, start + 1];
  token.meta = { number: Number(found[1]) };
  state.line = start + 1;
  return true;
}

function lastLineOf(state, start, end) {
  const endings = state.md.block.ruler.getRules("paragraph");
  let line = start + 1;
  while (line < end && !state.isEmpty(line) && !endings.some((rule) => rule(state, line, end, true))) {
    line += 1;
  }
  return line;
}

function footnote(state, start, end, silent) {
  const found = state.level === 0 && FOOTNOTE.exec(lineOf(state, start));
  if (!found || silent) {
    return Boolean(found);
  }
  const after = lastLineOf(state, start, end);
  const opening = state.push("footnote_open", "p", 1);
  opening.map = [start, after];
  opening.meta = { label: found[1] };
  const words = state.push("inline", "", 0);
  words.content = state.getLines(start, after, 0, false).trim().slice(found[0].length).trim();
  words.children = [];
  state.push("footnote_close", "p", -1);
  state.line = after;
  return true;
}

// A rule for what stands within a line, found by an expression that is anchored at the place.
const token = (type, expression, meta) => (state, silent) => {
  expression.lastIndex = state.pos;
  const found = expression.exec(state.src);
  if (found && !silent) {
    state.push(type, "", 0).meta = meta(found);
  }
  state.pos += found ? found[0].length : 0;
  return Boolean(found);
};

export const unescaped = (text) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");

function grammar() {
  const md = new MarkdownIt("zero").enable(["heading", "list", "table", "newline", "escape", "emphasis", "link"]);
  const { block, core, inline } = md;
  // Python takes away every kind of blank at the edges of a paragraph.
  core.ruler.after("block", "strip", ({ tokens }) => tokens.forEach((each) => (each.content = each.content.trim())));
  block.ruler.at("heading", onlyWithin(0, heading), { alt: ENDS });
  block.ruler.at("list", onlyWithin(2 * (DEEPEST_LIST - 1), list), { alt: ENDS });
  block.ruler.at("table", onlyWithin(0, tableWithEveryCell), { alt: ["paragraph"] });
  block.ruler.before("heading", "panel", panel, { alt: ENDS });
  block.ruler.before("heading", "footnote", footnote, { alt: ENDS });
  const image = ([, alternative, number]) => ({ alternative: unescaped(alternative), number: Number(number) });
  inline.ruler.before(
    "link",
    "figure",
    token("figure", FIGURE, ([, number]) => ({ number: Number(number) })),
  );
  inline.ruler.before("link", "attachment", token("image", IMAGE, image));
  inline.ruler.before(
    "link",
    "footnote_mark",
    token("footnote_mark", FOOTNOTE_MARK, ([, label]) => ({ label })),
  );
  md.validateLink = (address) => ALLOWED_ADDRESS.test(address);
  return md;
}

export const reader = grammar();

// The address as reading the text back will give it; nothing where it is not an allowed one.
export function allowedAddress(typed) {
  const address = reader.normalizeLink(typed.trim());
  return reader.validateLink(address) ? address : null;
}
