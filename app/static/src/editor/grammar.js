// The Markdown subset of app/writing/reader.py, rule for rule, with what only this service knows: figures, images of
// attachments, footnotes. The two must read alike; tests/journeys/test_editor_texts.py sees to it.

import MarkdownIt from "markdown-it";
import heading from "markdown-it/lib/rules_block/heading.mjs";
import list from "markdown-it/lib/rules_block/list.mjs";
import table from "markdown-it/lib/rules_block/table.mjs";

import { ALLOWED_ADDRESS } from "./schema.js";

export const DEEPEST_LIST = 6;
const ENDS = ["paragraph", "blockquote"];
const FIGURE = /\{\{figure:([1-9]\d{0,8})\}\}/y;
const ATTACHMENT = /\(attachment:([1-9]\d{0,8})\)/y;
const FOOTNOTE = /^\[\^([^\s[\]\\^]{1,40})\]:([ \t]*)(?=\S)/u;
const BLANKS_AT_EDGES = /^[ \t\n]+|[ \t\n]+$/g;
const FOOTNOTE_MARK = /\[\^([^\s[\]\\^]{1,40})\]/uy;

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

function lastLineOf(state, start, end) {
  const endings = state.md.block.ruler.getRules("paragraph");
  let line = start + 1;
  while (line < end && !state.isEmpty(line) && !endings.some((rule) => rule(state, line, end, true))) {
    line += 1;
  }
  return line;
}

// One paragraph behind its name; a second one with the same name stays text.
function footnote(state, start, end, silent) {
  const found = FOOTNOTE.exec(lineOf(state, start));
  state.env.footnotes ??= new Set();
  if (silent || !found || state.env.footnotes.has(found[1])) {
    return Boolean(silent && found);
  }
  state.env.footnotes.add(found[1]);
  const after = lastLineOf(state, start, end);
  const opening = state.push("footnote_open", "p", 1);
  opening.map = [start, after];
  opening.meta = { label: found[1], gap: found[2] };
  const words = state.push("inline", "", 0);
  words.content = state
    .getLines(start, after, state.blkIndent, false)
    .replace(BLANKS_AT_EDGES, "")
    .slice(found[0].length);
  words.children = [];
  state.push("footnote_close", "p", -1);
  state.line = after;
  return true;
}

function at(expression, state, place = state.pos) {
  expression.lastIndex = place;
  return expression.exec(state.src);
}

function push(state, silent, type, meta, end) {
  if (!silent) {
    state.push(type, "", 0).meta = meta;
  }
  state.pos = end;
  return true;
}

function figure(state, silent) {
  const found = at(FIGURE, state);
  return found && push(state, silent, "figure", { number: Number(found[1]) }, FIGURE.lastIndex);
}

export const unescaped = (text) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");

// A picture among the attachments, when it has an alternative text.
function image(state, silent) {
  if (!state.src.startsWith("![", state.pos)) {
    return false;
  }
  const end = state.md.helpers.parseLinkLabel(state, state.pos + 1, false);
  const found = end >= 0 && at(ATTACHMENT, state, end + 1);
  const alternative = unescaped(state.src.slice(state.pos + 2, Math.max(end, 0)))
    .replace(/\s+/g, " ")
    .trim();
  if (!found || !alternative) {
    return false;
  }
  return push(state, silent, "image", { number: Number(found[1]), alternative }, ATTACHMENT.lastIndex);
}

// What leads to a footnote that there is. A block that is read by itself (`env.isPart`) cannot know, and takes all.
function footnoteMark(state, silent) {
  const found = at(FOOTNOTE_MARK, state);
  const { env } = state;
  if (!found || !(env.isPart || env.footnotes?.has(found[1]))) {
    return false;
  }
  const end = FOOTNOTE_MARK.lastIndex;
  const isSecond = state.pos === 0 && state.src[end] === ":";
  return !isSecond && push(state, silent, "footnote_mark", { label: found[1] }, end);
}

// Python takes away every kind of blank at the edges of a paragraph.
function strip({ tokens }) {
  tokens.forEach((each, at) => {
    each.content = tokens[at - 1]?.type === "footnote_open" ? each.content : each.content.trim();
  });
}

function grammar() {
  const md = new MarkdownIt("zero").enable(["heading", "list", "table", "newline", "escape", "emphasis", "link"]);
  const { block, core, inline } = md;
  core.ruler.after("block", "strip", strip);
  block.ruler.at("heading", onlyWithin(0, heading), { alt: ENDS });
  block.ruler.at("list", onlyWithin(2 * (DEEPEST_LIST - 1), list), { alt: ENDS });
  block.ruler.at("table", onlyWithin(0, tableWithEveryCell), { alt: ["paragraph"] });
  block.ruler.before("paragraph", "footnote", onlyWithin(0, footnote), { alt: ENDS });
  inline.ruler.before("link", "figure", figure);
  inline.ruler.before("link", "attachment", image);
  inline.ruler.after("link", "footnote_mark", footnoteMark);
  md.validateLink = (address) => ALLOWED_ADDRESS.test(address);
  return md;
}

export const reader = grammar();

// The address as reading the text back will give it; nothing where it is not an allowed one.
export function allowedAddress(typed) {
  const address = reader.normalizeLink(typed.trim());
  return reader.validateLink(address) ? address : null;
}
