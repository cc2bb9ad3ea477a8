// From a tidy block to its text in the Markdown subset.

import { schema } from "./schema.js";
import { markdownOf } from "./words.js";

const { nodes } = schema;
const BULLETS = ["-", "*", "+"];
const POINTS = [".", ")"];

const markerOf = (text) => /^(?:([-*+])|\d+([.)]))(?:\s|$)/.exec(text)?.slice(1).find(Boolean);

// Two lists of a kind in a row need signs of their own, or they would be read as one.
function marker(list, previous) {
  const signs = list.type === nodes.ordered_list ? POINTS : BULLETS;
  return signs.find((sign) => sign !== markerOf(previous));
}

const indented = (text, width) => text.replace(/\n(?=.)/g, `\n${" ".repeat(width)}`);

function item(node, sign) {
  const content =
    node.child(0).childCount || node.childCount === 1 ? node.content.content : node.content.content.slice(1);
  return `${sign} ${indented(inItem(content), sign.length + 1)}`.trimEnd();
}

function inItem(content) {
  let text = "";
  let last = "";
  content.forEach((node, at) => {
    const part = blockText(node, last);
    text += (at ? between(content[at - 1], node, part) : "") + part;
    last = part;
  });
  return text;
}

// A list directly under its item's words; an empty item or a number other than 1 needs an empty line before it.
function between(before, node, part) {
  const followsAtOnce =
    before.type === nodes.paragraph && node.type !== nodes.paragraph && /^([-*+]|1[.)]) /.test(part);
  return followsAtOnce ? "\n" : "\n\n";
}

function list(node, previous) {
  const sign = marker(node, previous);
  let number = node.attrs.start;
  const items = node.content.content.map((each) => {
    number = each.attrs.number ?? number;
    const text = item(each, node.type === nodes.ordered_list ? `${number}${sign}` : sign);
    number += 1;
    return text;
  });
  return items.join("\n");
}

function row(node) {
  return `| ${node.content.content.map((cell) => (cell.childCount ? markdownOf(cell) : "")).join(" | ")} |`;
}

function table(node) {
  const [head, ...body] = node.content.content;
  const rule = head.content.content.map((cell) => (cell.attrs.numeric ? "---:" : "---"));
  return [row(head), `| ${rule.join(" | ")} |`, ...body.map(row)].join("\n");
}

// `previous` is the text of the block before it.
export function blockText(node, previous = "") {
  switch (node.type) {
    case nodes.heading:
      return `${"#".repeat(node.attrs.level)} ${markdownOf(node)}`;
    case nodes.footnote:
      return `[^${node.attrs.label}]:${node.attrs.gap}${markdownOf(node)}`;
    case nodes.panel:
      return `{{panel:${node.attrs.number}}}`;
    case nodes.table:
      return table(node);
    case nodes.paragraph:
      return node.childCount ? markdownOf(node) : "";
    default:
      return list(node, previous);
  }
}
