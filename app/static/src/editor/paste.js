// Pasting: what came from Word, LibreOffice or Google Docs becomes what the text can hold, and the rest stays behind.
// The HTML is taken apart in a document of its own, where nothing is loaded and no script runs; into the text come
// only the schema's own nodes.

import { Fragment, Slice } from "prosemirror-model";
import { isInTable } from "prosemirror-tables";

import { asDocument, readBlocks } from "./reading.js";
import { schema } from "./schema.js";
import { tidyBlocks } from "./tidy.js";
import { blockText } from "./writing.js";
import { listsOfWord } from "./word_lists.js";

const UNWANTED = [
  "head, title, meta, link, style, script, template, noscript, xml, object, embed, iframe, svg, math, canvas",
  "img, picture, video, audio, input, select, textarea, button",
  "del, [class*=msoDel], [class*=MsoCommentReference]",
  "[data-style*='mso-element:comment'], [data-style*='mso-hide:all']",
  "[data-style*='display:none'], [data-style*='display: none'], [hidden]",
].join(", ");
const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, table, blockquote, pre";
const TITLE = /\b(MsoTitle|MsoSubtitle)\b/;

function removeComments(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) {
    found.push(walker.currentNode);
  }
  found.forEach((comment) => comment.remove());
}

// The content policy complains of every style and handler it meets, also where nothing is shown and nothing runs.
const withoutStyles = (html) =>
  html
    .replace(/<style[\s>][\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)(?=\s*=)/gi, " data-$1"));

export const styleOf = (element) => element.getAttribute("data-style") ?? "";

const isRight = (element) => /text-align:\s*right/i.test(styleOf(element)) || element.getAttribute("align") === "right";

function wrap(element, name) {
  const mark = element.ownerDocument.createElement(name);
  mark.append(...element.childNodes);
  element.append(mark);
}

// Bold and italic that are said by styles become tags: the content policy lets no style be read.
function styleAsTags(element) {
  const style = styleOf(element);
  const isPlain = /(^|[;\s])font-weight:\s*(normal|400)/i.test(style);
  if (element.matches("b, strong") && isPlain) {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (element.matches("span, font, a") && /(^|[;\s])font-weight:\s*(bold|[6-9]00)/i.test(style)) {
    wrap(element, "strong");
  }
  if (element.matches("span, font, a") && /(^|[;\s])font-style:\s*italic/i.test(style)) {
    wrap(element, "em");
  }
}

function replaced(element, name) {
  const made = element.ownerDocument.createElement(name);
  made.append(...element.childNodes);
  element.replaceWith(made);
}

// A block within a cell or a heading becomes its words, with a blank to the next.
function flatten(holder) {
  holder.querySelectorAll("br").forEach((each) => each.replaceWith(" "));
  for (let inner = holder.querySelector(BLOCKS); inner; inner = holder.querySelector(BLOCKS)) {
    inner.replaceWith(...inner.childNodes, " ");
  }
}

// A cell of plain words, to the right where it was so; one over several columns stands in the first of them.
function plainCell(cell) {
  if ([cell, ...cell.querySelectorAll("p")].some(isRight)) {
    cell.className = "app-numeric";
  }
  flatten(cell);
  const more = Math.min(cell.colSpan, 50) - 1;
  ["colspan", "rowspan", "data-colwidth"].forEach((name) => cell.removeAttribute(name));
  for (let count = 0; count < more; count++) {
    cell.after(cell.ownerDocument.createElement("td"));
  }
}

export function cleaned(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  const { body } = page;
  removeComments(body);
  listsOfWord(body);
  body.querySelectorAll(UNWANTED).forEach((each) => each.remove());
  body.querySelectorAll("[data-style], [align]").forEach(styleAsTags);
  body.querySelectorAll("p").forEach((each) => TITLE.test(each.className) && replaced(each, "h1"));
  body.querySelectorAll("td, th").forEach(plainCell);
  body.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach(flatten);
  body.querySelectorAll("li h1, li h2, li h3, li h4, li h5, li h6").forEach((each) => replaced(each, "p"));
  return body.innerHTML;
}

// What is pasted into a cell becomes words in it, unless it is a table itself.
export function intoCell(view, slice) {
  const { state } = view;
  let hasTable = false;
  const words = [];
  slice.content.descendants((node) => {
    hasTable ||= node.type.spec.tableRole !== undefined;
    if (node.isTextblock) {
      words.push(...(words.length ? [schema.text(" ")] : []), ...node.content.content);
    }
    return !node.isTextblock;
  });
  if (!isInTable(state) || hasTable || !words.length) {
    return false;
  }
  const inOneLine = words.map((node) => (node.type === schema.nodes.hard_break ? schema.text(" ") : node));
  view.dispatch(state.tr.replaceSelection(new Slice(Fragment.fromArray(inOneLine), 0, 0)).scrollIntoView());
  return true;
}

// Pasted plain text is read as what it would be in the plain field.
export function fromPlainText(text) {
  const lines = text.replace(/\r\n?/g, "\n");
  return Slice.maxOpen(asDocument(readBlocks(lines).map(({ node }) => node)).content);
}

export const asPlainText = (slice) =>
  tidyBlocks(slice.content)
    .map((node) => (node.isInline ? node.textContent : blockText(node)))
    .join("\n\n");
