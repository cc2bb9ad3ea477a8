// From a text to the editor's document, and which lines each block was written on.

import { Fragment } from "prosemirror-model";

import { reader } from "./grammar.js";
import { schema } from "./schema.js";
import { isNothing, tidied } from "./tidy.js";

const { nodes, marks } = schema;
const PANEL = /^\{\{panel:([1-9]\d{0,8})\}\}$/;

class Reading {
  constructor(tokens) {
    this.tokens = tokens;
    this.at = 0;
  }

  next() {
    return this.tokens[this.at++];
  }

  // Whether the next token is the one that closes what is being read; if so it is passed.
  closes(type) {
    const found = this.at >= this.tokens.length || this.tokens[this.at].type === type;
    this.at += found ? 1 : 0;
    return found;
  }

  blocks(closing) {
    const found = [];
    while (!this.closes(closing)) {
      found.push(this.block(this.next()));
    }
    return found;
  }

  block(token) {
    if (token.type === "table_open") {
      return this.table();
    }
    return token.type.endsWith("list_open") ? this.list(token) : this.textblock(token);
  }

  textblock(token) {
    const inline = this.next();
    this.next();
    const panel = token.type === "paragraph_open" && token.level === 0 && PANEL.exec(inline.content);
    if (panel) {
      return nodes.panel.create({ number: Number(panel[1]) });
    }
    const words = wordsOf(inline);
    if (token.type === "heading_open") {
      return nodes.heading.create({ level: Number(token.tag[1]) }, words);
    }
    return token.type === "footnote_open"
      ? nodes.footnote.create(token.meta, words)
      : nodes.paragraph.create(null, words);
  }

  list(token) {
    const isOrdered = token.type === "ordered_list_open";
    const items = [];
    while (!this.closes(isOrdered ? "ordered_list_close" : "bullet_list_close")) {
      items.push(this.item(isOrdered));
    }
    const start = items[0].attrs.number;
    return isOrdered ? nodes.ordered_list.create({ start }, items) : nodes.bullet_list.create(null, items);
  }

  item(isOrdered) {
    const { info } = this.next();
    const content = this.blocks("list_item_close");
    const opening = content[0]?.type === nodes.paragraph ? [] : [nodes.paragraph.create()];
    return nodes.list_item.create({ number: isOrdered ? Number(info) : null }, [...opening, ...content]);
  }

  table() {
    const rows = [];
    let cells, numeric;
    while (!this.closes("table_close")) {
      const token = this.next();
      if (token.type === "tr_open") {
        cells = [];
      } else if (token.type === "inline") {
        const type = rows.length ? nodes.table_cell : nodes.table_header;
        cells.push(type.create({ numeric }, wordsOf(token)));
      } else if (token.type === "tr_close") {
        rows.push(nodes.table_row.create(null, cells));
      } else if (/^t[hd]_open$/.test(token.type)) {
        numeric = token.attrGet("style") === "text-align:right";
      }
    }
    return nodes.table.create(null, rows);
  }
}

// Words as a flat row with their marks; within a link they begin anew, as in app/writing/parse.py.
class Words {
  constructor() {
    this.found = [];
    this.depth = { strong: 0, em: 0 };
    this.links = [];
  }

  add(token) {
    if (token.type === "text" || token.type === "softbreak") {
      this.text(token.type === "text" ? token.content : " ");
    } else if (token.type === "link_open") {
      this.links.push({ outer: this.depth, token, from: this.found.length });
      this.depth = { strong: 0, em: 0 };
    } else if (token.type === "link_close") {
      this.closeLink();
    } else if (token.type === "hardbreak") {
      this.found.push(nodes.hard_break.create(null, null, this.marks()));
    } else if (nodes[token.type]) {
      this.found.push(nodes[token.type].create(token.meta, null, this.marks()));
    } else {
      this.depth[token.tag] += token.nesting;
    }
  }

  text(words) {
    if (words) {
      this.found.push(schema.text(words, this.marks()));
    }
  }

  marks() {
    return ["strong", "em"].reduce(
      (set, name) => (this.depth[name] > 0 ? marks[name].create().addToSet(set) : set),
      [],
    );
  }

  // A link without readable words shows its address; a title is written behind it, so that no word is hidden.
  closeLink() {
    const { outer, token, from } = this.links.pop();
    const link = marks.link.create({ href: token.attrGet("href") });
    const words = this.found.splice(from);
    const shown = words.some(isReadable) ? words : [schema.text(link.attrs.href)];
    this.found.push(...shown.map((node) => node.mark(link.addToSet(node.marks))));
    this.depth = outer;
    if (token.attrGet("title")) {
      this.found.push(schema.text(` (${token.attrGet("title")})`));
    }
  }
}

const isReadable = (node) => (node.isText ? Boolean(node.text.trim()) : node.type !== nodes.hard_break);

function wordsOf(inline) {
  const words = new Words();
  inline.children.forEach((token) => words.add(token));
  const isSeen = (node) => isReadable(node) || marks.link.isInSet(node.marks);
  return words.found.some(isSeen) ? words.found : [];
}

// Each block with its first line and the one behind its last; what has nothing to read is left out. `isPart`: the text
// is a part of a longer one, in which its footnotes may be.
export function readBlocks(text, isPart = false) {
  const tokens = reader.parse(text, { isPart });
  const reading = new Reading(tokens);
  const found = [];
  while (reading.at < tokens.length) {
    const token = reading.next();
    const node = tidied(reading.block(token));
    if (!isNothing(node)) {
      found.push({ node, from: token.map[0], to: token.map[1] });
    }
  }
  return found;
}

export const asDocument = (blocks) =>
  nodes.doc.create(null, blocks.length ? Fragment.fromArray(blocks) : nodes.paragraph.create());
