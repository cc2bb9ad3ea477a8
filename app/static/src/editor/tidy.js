// A block as a text in Markdown can say it: no blanks at its edges, no bold blank, no line break at its end.
// What is read is tidied too, so that a block that nobody touched is always equal to what was read.

import { Fragment } from "prosemirror-model";

import { schema } from "./schema.js";

const { nodes, marks } = schema;
const LINE_END = /[\n\r\v\f\u0085\u2028\u2029]/g;
const INVISIBLE = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff\p{Noncharacter_Code_Point}]/gu;
const known = new WeakMap();

const legible = (text) => text.replace(LINE_END, " ").replace(INVISIBLE, "");

// One unit for every letter and every figure, image, footnote's mark and line break.
function unitsOf(textblock) {
  const units = [];
  textblock.forEach((node) => {
    const { marks: set } = node;
    for (const content of node.isText ? legible(node.text) : [node]) {
      units.push({ content, marks: set, isBreak: node.type === nodes.hard_break });
    }
  });
  return units;
}

const isBlank = (unit) => unit.isBreak || (typeof unit.content === "string" && !unit.content.trim());

function withoutBlanksAtEdges(units) {
  const kept = units.filter((unit, at) => unit.isBreak || !isBlank(unit) || !isAtLineEdge(units, at));
  while (kept.length && kept.at(-1).isBreak) {
    kept.pop();
  }
  return kept;
}

function isAtLineEdge(units, at) {
  let before = at;
  let after = at;
  while (before >= 0 && !units[before].isBreak && isBlank(units[before])) {
    before -= 1;
  }
  while (after < units.length && !units[after].isBreak && isBlank(units[after])) {
    after += 1;
  }
  return before < 0 || after === units.length || units[before].isBreak || units[after].isBreak;
}

function unmarkSome(units) {
  units.forEach((unit, at) => {
    // No link stays around a footnote's mark.
    if (unit.content.type === nodes.footnote_mark) {
      unit.marks = marks.link.removeFromSet(unit.marks);
    }
    if (unit.isBreak) {
      const next = units.slice(at).find((other) => !other.isBreak);
      unit.marks = at && next ? units[at - 1].marks.filter((mark) => mark.isInSet(next.marks)) : [];
    }
  });
}

const hrefOf = (unit) => marks.link.isInSet(unit.marks)?.attrs.href;

// Calls `each` with every longest stretch [from, to) that carries the mark within one link or outside any.
export function spans(units, type, each) {
  let from = 0;
  while (from < units.length) {
    const mark = type.isInSet(units[from].marks);
    let to = from + 1;
    while (to < units.length && mark && mark.isInSet(units[to].marks) && hrefOf(units[to]) === hrefOf(units[from])) {
      to += 1;
    }
    if (mark) {
      each(from, to);
    }
    from = to;
  }
}

function unmarkEdges(units, type) {
  spans(units, type, (from, to) => {
    const stretch = units.slice(from, to);
    const first = stretch.findIndex((unit) => !isBlank(unit));
    const last = stretch.findLastIndex((unit) => !isBlank(unit));
    stretch.forEach((unit, at) => {
      if (first < 0 || at < first || at > last) {
        unit.marks = type.removeFromSet(unit.marks);
      }
    });
  });
}

function asFragment(units) {
  const pieces = units.map(({ content, marks: set }) =>
    typeof content === "string" ? schema.text(content, set) : content.mark(set),
  );
  return Fragment.fromArray(pieces);
}

function tidyWords(textblock) {
  const units = withoutBlanksAtEdges(unitsOf(textblock));
  unmarkSome(units);
  [marks.strong, marks.em, marks.link].forEach((type) => unmarkEdges(units, type));
  return textblock.copy(asFragment(units));
}

function tidyItem(item) {
  const content = childrenOf(item).filter((child) => child.type !== nodes.paragraph || child.childCount);
  const opening = content[0]?.type === nodes.paragraph ? [] : [nodes.paragraph.create()];
  return item.copy(Fragment.fromArray([...opening, ...content]));
}

// Numbers that follow on from the one before are counted, not kept.
function tidyList(list) {
  let expected = list.attrs.start;
  const items = childrenOf(list).map((item) => {
    const number = item.attrs.number ?? expected;
    const kept = number === expected || list.type !== nodes.ordered_list ? null : number;
    expected = number + 1;
    return item.type.create({ number: kept }, item.content);
  });
  return list.copy(Fragment.fromArray(items));
}

// The first row is the head, and the head says which columns stand to the right.
function tidyTable(table) {
  const numeric = childrenOf(table.firstChild, (cell) => cell).map((cell) => cell.attrs.numeric);
  const rows = childrenOf(table, (row) => row).map((row, at) => {
    const type = at ? nodes.table_cell : nodes.table_header;
    const cells = numeric.map((right, column) => {
      const cell = row.maybeChild(column);
      return type.create({ numeric: right }, cell ? tidied(cell).content : null);
    });
    return row.copy(Fragment.fromArray(cells));
  });
  return table.copy(Fragment.fromArray(rows));
}

function childrenOf(node, change = tidied) {
  const children = [];
  node.forEach((child) => children.push(change(child)));
  return children;
}

function tidyNode(node) {
  if (node.isTextblock) {
    return tidyWords(node);
  }
  if (node.type === nodes.table) {
    return tidyTable(node);
  }
  if (node.type === nodes.list_item) {
    return tidyItem(node);
  }
  return node.type.spec.group?.includes("list") ? tidyList(node) : node;
}

// The node itself where it is tidy already, so that it can be known again.
export function tidied(node) {
  if (!known.has(node)) {
    const tidy = tidyNode(node);
    known.set(node, tidy.eq(node) ? node : tidy);
  }
  return known.get(node);
}

export const isNothing = (block) => block.isTextblock && !block.childCount;

// The blocks that a text of this document has.
export function tidyBlocks(doc) {
  return childrenOf(doc).filter((block) => !isNothing(block));
}
