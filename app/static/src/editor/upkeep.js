// What keeps the document one that a text can say, while it is being edited.

import { Plugin } from "prosemirror-state";

import { schema } from "./schema.js";

const { nodes } = schema;

// The first row is the head, and a column stands to the right as its head does.
function mendTable(tr, table, at) {
  table.forEach((row, rowOffset, rowIndex) => {
    row.forEach((cell, cellOffset, column) => {
      const type = rowIndex ? nodes.table_cell : nodes.table_header;
      const numeric = table.firstChild.maybeChild(column)?.attrs.numeric ?? false;
      if (cell.type !== type || cell.attrs.numeric !== numeric) {
        tr.setNodeMarkup(at + rowOffset + cellOffset + 2, type, { ...cell.attrs, numeric });
      }
    });
  });
}

// Two footnotes of one name, as after pasting a copy: the second gets the next number.
function mendFootnotes(tr, doc) {
  const seen = new Set();
  let next = 1 + Math.max(0, ...doc.content.content.map(({ attrs }) => Number(attrs.label) || 0));
  doc.forEach((node, at) => {
    if (node.type === nodes.footnote) {
      if (seen.has(node.attrs.label)) {
        tr.setNodeMarkup(at, null, { label: `${next++}` });
      }
      seen.add(node.attrs.label);
    }
  });
}

// So that one can go on writing behind a table or a panel.
export function withParagraphAtEnd(doc) {
  const isShut = doc.lastChild.type === nodes.table || doc.lastChild.type === nodes.panel;
  return isShut ? doc.copy(doc.content.addToEnd(nodes.paragraph.create())) : doc;
}

export const upkeep = new Plugin({
  appendTransaction(transactions, before, state) {
    if (!transactions.some((each) => each.docChanged)) {
      return null;
    }
    const { tr } = state;
    state.doc.forEach((node, at) => node.type === nodes.table && mendTable(tr, node, at));
    mendFootnotes(tr, state.doc);
    if (withParagraphAtEnd(state.doc) !== state.doc) {
      tr.insert(state.doc.content.size, nodes.paragraph.create());
    }
    return tr.docChanged ? tr : null;
  },
});
