// A document and the text it came from. Blocks that nobody touched keep their text byte for byte: a writer who mends
// one sentence changes that paragraph only, so that merging and history see what a person did, and nothing else.

import { Fragment } from "prosemirror-model";

import { asDocument, readBlocks } from "./reading.js";
import { schema } from "./schema.js";
import { tidyBlocks } from "./tidy.js";
import { blockText } from "./writing.js";

const { nodes } = schema;
const BETWEEN = "\n\n";
// What app/writing/parse.py takes away or rewrites before it reads, and the one break that the two readers see apart.
const ILLEGIBLE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\p{Noncharacter_Code_Point}]|\\ {2,}\n/u;

const written = new WeakMap();

// How the block is written anew; asked for once, except for lists, which look at the one before them.
function anew(node, previous) {
  if (node.type.spec.group.includes("list")) {
    return blockText(node, previous);
  }
  if (!written.has(node)) {
    written.set(node, blockText(node));
  }
  return written.get(node);
}

function allAnew(blocks) {
  const texts = [];
  blocks.forEach((node) => texts.push(anew(node, texts.at(-1))));
  return texts.join(BETWEEN);
}

// A mark that leads to no footnote is read as the signs it is written with.
function settled(blocks) {
  const labels = new Set(blocks.map(({ type, attrs }) => type === nodes.footnote && attrs.label));
  const asRead = (node) =>
    node.type === nodes.footnote_mark && !labels.has(node.attrs.label)
      ? schema.text(`[^${node.attrs.label}]`, node.marks)
      : node.isLeaf
        ? node
        : node.copy(Fragment.fromArray(node.content.content.map(asRead)));
  return blocks.map(asRead);
}

const saysTheSame = (text, blocks) =>
  asDocument(readBlocks(text).map(({ node }) => node)).eq(asDocument(settled(blocks)));

export class Text {
  constructor(text) {
    const lines = text.split("\n");
    let end = 0;
    this.pieces = readBlocks(text).map(({ node, from, to }, index) => {
      while (to > from + 1 && !lines[to - 1].trim()) {
        to -= 1;
      }
      const piece = { node, index, gap: partOf(lines, end, from), source: lines.slice(from, to).join("\n") };
      end = to;
      return piece;
    });
    this.tail = (this.pieces.length ? "\n" : "") + lines.slice(end).join("\n");
    this.tail = end < lines.length ? this.tail : "";
    this.known = new WeakMap(this.pieces.map((piece) => [piece.node, piece]));
  }

  get document() {
    return asDocument(this.pieces.map(({ node }) => node));
  }

  // The piece of the text that a block still is, also after a change was taken back.
  pieceOf(node) {
    if (!this.known.has(node)) {
      this.known.set(
        node,
        this.pieces.find((piece) => piece.node.eq(node)),
      );
    }
    return this.known.get(node);
  }

  // The document's text: of untouched blocks their own, of others anew; all anew where only that says the same.
  of(doc) {
    const blocks = tidyBlocks(doc);
    const text = this.patched(blocks);
    if (saysTheSame(text, blocks)) {
      return text;
    }
    const anew = allAnew(blocks);
    return saysTheSame(anew, blocks) ? anew : text;
  }

  patched(blocks) {
    let text = "";
    let last = -1;
    let previous = "";
    for (const node of blocks) {
      const piece = this.pieceOf(node);
      const follows = piece && piece.index === last + 1;
      previous = piece ? piece.source : anew(node, previous);
      text += (follows ? piece.gap : text && BETWEEN) + previous;
      last = piece ? piece.index : NaN;
    }
    return last === this.pieces.length - 1 ? text + this.tail : text;
  }
}

function partOf(lines, from, to) {
  const between = lines.slice(from, to).join("\n");
  return (from ? "\n" : "") + between + (to > from ? "\n" : "");
}

// The text ready to be edited; null where something in it would be changed by writing it anew.
export function opened(text) {
  if (ILLEGIBLE.test(text)) {
    return null;
  }
  const found = new Text(text);
  const blocks = found.pieces.map(({ node }) => node);
  return found.of(found.document) === text && saysTheSame(allAnew(blocks), blocks) ? found : null;
}

// The whole text written anew, as if every block had been touched.
export const rewritten = (text) => allAnew(readBlocks(text).map(({ node }) => node));
