// What the buttons and keys do to the document.

import { setBlockType, toggleMark, lift } from "prosemirror-commands";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { Selection, TextSelection } from "prosemirror-state";
import { findTable, isInTable, selectedRect } from "prosemirror-tables";

import { DEEPEST_LIST } from "./grammar.js";
import { languageOf, schema } from "./schema.js";

const { nodes, marks } = schema;

function ancestor({ $from }, isSought) {
  for (let depth = $from.depth; depth > 0; depth--) {
    if (isSought($from.node(depth))) {
      return $from.node(depth);
    }
  }
  return null;
}

const isList = (node) => node.type.spec.group === "block list";

export const listAround = ({ selection }) => ancestor(selection, isList);

export function listDepth({ selection: { $from } }) {
  return [...Array($from.depth).keys()].filter((depth) => isList($from.node(depth + 1))).length;
}

export const isMarked = (name) => (state) => {
  const { from, to, empty, $from } = state.selection;
  const mark = marks[name];
  return empty ? Boolean(mark.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, mark);
};

function hrefIn({ doc, storedMarks, selection: { from, to, empty, $from } }) {
  const sets = [empty ? (storedMarks ?? $from.marks()) : []];
  doc.nodesBetween(from, to, (node) => void (empty || sets.push(node.marks)));
  return sets.map((set) => marks.link.isInSet(set)?.attrs.href).find(Boolean);
}

export const isInLanguage = (state) => Boolean(languageOf(hrefIn(state)));

export const isLink = (state) => Boolean(hrefIn(state)) && !isInLanguage(state);

export const mark = (name) => toggleMark(marks[name]);

export const isHeading = (level) => (state) => {
  const { parent } = state.selection.$from;
  return parent.type === nodes.heading && parent.attrs.level === level;
};

export const heading = (level) => (state, dispatch) => {
  const change = isHeading(level)(state) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level });
  return change(state, dispatch);
};

export const isListOf = (type) => (state) => listAround(state)?.type === nodes[type];

// Makes a list, takes the item out of its list, or turns the list into the other kind.
export const list = (type) => (state, dispatch) => {
  const around = listAround(state);
  if (!around) {
    return wrapInList(nodes[type])(state, dispatch);
  }
  if (around.type === nodes[type]) {
    return liftListItem(nodes.list_item)(state, dispatch) || lift(state, dispatch);
  }
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth) === around) {
      dispatch?.(state.tr.setNodeMarkup($from.before(depth), nodes[type]));
      return true;
    }
  }
  return false;
};

export const sink = (state, dispatch) =>
  listDepth(state) < DEEPEST_LIST && sinkListItem(nodes.list_item)(state, dispatch);

export const raise = liftListItem(nodes.list_item);

// Puts an inline node where the cursor is, with the marks of the text around it.
export const insertInline = (name, attrs) => (state, dispatch) => {
  const { $from } = state.selection;
  if (!$from.parent.inlineContent) {
    return false;
  }
  const node = nodes[name].create(attrs, null, state.storedMarks ?? $from.marks());
  dispatch?.(state.tr.replaceSelectionWith(node, false).scrollIntoView());
  return true;
};

// Behind the block at the top of the document in which the cursor is; a paragraph after it, to go on writing.
function insertBlock(state, dispatch, node, inside) {
  const { $to } = state.selection;
  const after = $to.depth ? $to.after(1) : $to.pos;
  const needsParagraph = after === state.doc.content.size;
  const added = needsParagraph ? [node, nodes.paragraph.create()] : node;
  const tr = state.tr.insert(after, added);
  const { parent } = $to;
  const replaced = $to.depth === 1 && parent.type === nodes.paragraph && !parent.childCount;
  const at = replaced ? after - parent.nodeSize : after;
  if (replaced) {
    tr.delete(at, after);
  }
  tr.setSelection(inside ? Selection.near(tr.doc.resolve(at + 1)) : Selection.near(tr.doc.resolve(at + node.nodeSize)));
  dispatch?.(tr.scrollIntoView());
  return true;
}

export const insertPanel = (number) => (state, dispatch) =>
  insertBlock(state, dispatch, nodes.panel.create({ number }), false);

export const insertTable = (state, dispatch) => {
  if (isInTable(state)) {
    return false;
  }
  const row = (type) =>
    nodes.table_row.create(
      null,
      [0, 1].map(() => nodes[type].create()),
    );
  const table = nodes.table.create(null, [row("table_header"), row("table_cell"), row("table_cell")]);
  return insertBlock(state, dispatch, table, true);
};

const rightOf = (state) => selectedRect(state).table.firstChild.maybeChild(selectedRect(state).left)?.attrs.numeric;

export const isRight = (state) => isInTable(state) && Boolean(rightOf(state));

export const alignRight = (state, dispatch) => {
  if (!isInTable(state)) {
    return false;
  }
  const { left, right, table, tableStart, map } = selectedRect(state);
  const numeric = !table.firstChild.child(left).attrs.numeric;
  const tr = state.tr;
  map.cellsInRect({ left, right, top: 0, bottom: map.height }).forEach((pos) => {
    tr.setNodeMarkup(tableStart + pos, null, { ...table.nodeAt(pos).attrs, numeric });
  });
  dispatch?.(tr);
  return true;
};

// Enter in a table goes down; from its last row it leaves, with a paragraph to write in.
export const downInTable = (state, dispatch) => {
  if (!isInTable(state)) {
    return false;
  }
  const { map, tableStart, left, bottom, table } = selectedRect(state);
  if (bottom < map.height) {
    const cell = tableStart + map.positionAt(bottom, left, table);
    dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve(cell + 1))).scrollIntoView());
    return true;
  }
  const { pos, node } = findTable(state.selection.$from);
  const after = pos + node.nodeSize;
  const tr = state.tr.insert(after, nodes.paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

function nextLabel(doc) {
  let largest = 0;
  doc.descendants((node) => {
    largest = Math.max(largest, Number(node.attrs.label) || 0);
  });
  return `${largest + 1}`;
}

// A mark where the cursor is, and at the end of the text the footnote itself, with the cursor in it.
export const insertFootnote = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent || state.selection.$from.parent.type === nodes.footnote) {
    return false;
  }
  const label = nextLabel(state.doc);
  const { $to } = state.selection;
  const tr = state.tr.insert($to.pos, nodes.footnote_mark.create({ label }));
  const end = tr.doc.content.size;
  tr.insert(end, nodes.footnote.create({ label }));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
  return true;
};

// The link around the cursor, with its reach.
export function linkAround(state) {
  const { $from } = state.selection;
  const at = $from.parent.childAfter($from.parentOffset).node ? $from.index() : $from.index() - 1;
  const found = at >= 0 && marks.link.isInSet($from.parent.maybeChild(at)?.marks ?? []);
  if (!found) {
    return null;
  }
  let from = at;
  let to = at + 1;
  while (from > 0 && found.isInSet($from.parent.child(from - 1).marks)) {
    from -= 1;
  }
  while (to < $from.parent.childCount && found.isInSet($from.parent.child(to).marks)) {
    to += 1;
  }
  return { href: found.attrs.href, from: $from.posAtIndex(from), to: $from.posAtIndex(to) };
}

// Links the selected words, or the link around the cursor anew; with nothing selected, `text` is written.
export const setLink = (href, text) => (state, dispatch) => {
  const { from, to, empty } = state.selection;
  const reach = empty ? linkAround(state) : { from, to };
  const link = marks.link.create({ href });
  const tr = reach
    ? state.tr.removeMark(reach.from, reach.to, marks.link).addMark(reach.from, reach.to, link)
    : state.tr.replaceSelectionWith(schema.text(text, [link]), false);
  dispatch?.(tr.removeStoredMark(marks.link).scrollIntoView());
  return true;
};

export const removeLink = (state, dispatch) => {
  const reach = linkAround(state) ?? state.selection;
  dispatch?.(state.tr.removeMark(reach.from, reach.to, marks.link));
  return true;
};
