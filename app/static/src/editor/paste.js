// Pasting: what came from Word, LibreOffice or Google Docs becomes what the text can hold, and the rest stays behind.
// The HTML is taken apart in a document of its own, where nothing is loaded and no script runs; into the text come
// only the schema's own nodes.

import { Slice } from "prosemirror-model";

import { asDocument, readBlocks } from "./reading.js";
import { tidyBlocks } from "./tidy.js";
import { blockText } from "./writing.js";
import { listsOfWord } from "./word_lists.js";

const UNWANTED = [
  "head, title, meta, link, style, script, template, noscript, xml, object, embed, iframe, svg, math, canvas",
  "img, picture, video, audio, input, select, textarea, button",
  "del, [class*=msoDel], [class*=MsoCommentReference], [style*='mso-element:comment'], [style*='mso-hide:all']",
  "[style*='display:none'], [style*='display: none'], [hidden]",
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

// A cell over several columns stands in the first of them.
function spread(cell) {
  const more = Math.min(cell.colSpan, 50) - 1;
  ["colspan", "rowspan", "data-colwidth"].forEach((name) => cell.removeAttribute(name));
  for (let count = 0; count < more; count++) {
    cell.after(cell.ownerDocument.createElement("td"));
  }
}

export function cleaned(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const { body } = page;
  removeComments(body);
  listsOfWord(body);
  body.querySelectorAll(UNWANTED).forEach((each) => each.remove());
  body.querySelectorAll("p").forEach((each) => TITLE.test(each.className) && replaced(each, "h1"));
  body.querySelectorAll("td, th").forEach((each) => {
    flatten(each);
    spread(each);
  });
  body.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach(flatten);
  body.querySelectorAll("li h1, li h2, li h3, li h4, li h5, li h6").forEach((each) => replaced(each, "p"));
  return body.innerHTML;
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
