// A block's words as Markdown: first as they are, then with every sign escaped, until reading gives the same words.
// Which asterisks make something bold depends on all that stands around them; asking the reader is surer than rules.

import { Fragment } from "prosemirror-model";

import { schema } from "./schema.js";
import { spans } from "./tidy.js";
import { readBlocks } from "./reading.js";

const { nodes, marks } = schema;
const DELIMITERS = { strong: ["**", "__"], em: ["*", "_"] };

const ways = {
  paragraph: (words) => words,
  heading: (words, { level }) => `${"#".repeat(level)} ${words}`,
  footnote: (words, { label, gap }) => `[^${label}]:${gap}${words}`,
  table_header: (words) => `| ${words} |\n| --- |`,
  table_cell: (words) => `| ${words} |\n| --- |`,
};

const asTyped = (text) => text;

function escaped(text, beginsLine) {
  const signs = text.replace(/[\\*_[\]#]/g, "\\$&").replace(/\{\{(?=figure:|panel:)/g, "\\{{");
  return beginsLine ? signs.replace(/^[-+:|]/, "\\$&").replace(/^(\d{1,9})([.)])/, "$1\\$2") : signs;
}

function address(href) {
  const safe = href.replace(/[\\<>]/g, "\\$&").replace(/&(?=[#\w]+;)/g, "\\&");
  return /[()\s]/.test(safe) ? `<${safe}>` : safe;
}

function written(node, escape, beginsLine) {
  switch (node.type) {
    case nodes.hard_break:
      return "\\\n";
    case nodes.figure:
      return `{{figure:${node.attrs.number}}}`;
    case nodes.image:
      return `![${node.attrs.alternative.replace(/[\\[\]]/g, "\\$&")}](attachment:${node.attrs.number})`;
    case nodes.footnote_mark:
      return `[^${node.attrs.label}]`;
    default:
      return escape(node.text, beginsLine);
  }
}

// A block's words while the best way to write them is looked for.
class Words {
  constructor(block) {
    this.block = block;
    this.isCell = block.type.spec.tableRole !== undefined;
    this.runs = block.content.content;
    this.stretches = ["strong", "em"].flatMap((name) => this.stretchesOf(name));
    this.escape = asTyped;
  }

  stretchesOf(name) {
    const found = [];
    spans(this.runs, marks[name], (from, to) => found.push({ name, from, to, delimiter: "" }));
    return found;
  }

  best() {
    return this.triedWith(asTyped) ?? this.triedWith(escaped) ?? this.oneByOne();
  }

  triedWith(escape) {
    this.escape = escape;
    this.stretches.forEach((stretch) => (stretch.delimiter = DELIMITERS[stretch.name][0]));
    return this.holds() ? this.text() : null;
  }

  // Where bold and italic collide, each is tried by itself; what Markdown cannot say there loses its mark, not a word.
  oneByOne() {
    this.stretches.forEach((stretch) => (stretch.delimiter = ""));
    for (const stretch of this.stretches) {
      const works = (delimiter) => {
        stretch.delimiter = delimiter;
        return this.holds();
      };
      stretch.delimiter = DELIMITERS[stretch.name].find(works) ?? "";
    }
    return this.text();
  }

  holds() {
    const [found, ...more] = readBlocks(ways[this.block.type.name](this.text(), this.block.attrs), true);
    const words = this.isCell ? found?.node.firstChild?.firstChild : found?.node;
    const isRight = this.isCell ? found?.node.type === nodes.table : words?.type === this.block.type;
    return !more.length && isRight && words.content.eq(this.marked());
  }

  // The runs with those marks only that are being written.
  marked() {
    const on = (name, at) =>
      this.stretches.some((each) => each.name === name && each.delimiter && each.from <= at && at < each.to);
    const kept = (node, at) => node.marks.filter(({ type }) => type === marks.link || on(type.name, at));
    return Fragment.fromArray(this.runs.map((node, at) => node.mark(kept(node, at))));
  }

  text() {
    let text = "";
    const open = [];
    const close = (at) => {
      while (open.some((stretch) => stretch.to === at)) {
        const stretch = open.pop();
        text += stretch.delimiter;
        this.reopened = stretch.to === at ? this.reopened : [...this.reopened, stretch];
      }
    };
    for (let at = 0; at <= this.runs.length; at++) {
      this.reopened = [];
      close(at);
      text += this.linkAt(at - 1, at, "closes");
      text += this.linkAt(at, at - 1, "opens");
      const begun = this.stretches.filter((stretch) => stretch.from === at && stretch.delimiter);
      for (const stretch of [...this.reopened.reverse(), ...begun.sort((a, b) => b.to - a.to)]) {
        open.push(stretch);
        text += stretch.delimiter;
      }
      if (at < this.runs.length) {
        text += this.piped(written(this.runs[at], this.escape, !text || text.endsWith("\n")));
      }
    }
    return text;
  }

  piped(text) {
    return this.isCell ? text.replace(/\|/g, "\\|") : text;
  }

  hrefAt(at) {
    return marks.link.isInSet(this.runs[at]?.marks ?? [])?.attrs.href;
  }

  linkAt(here, there, doing) {
    const href = this.hrefAt(here);
    if (href === undefined || href === this.hrefAt(there)) {
      return "";
    }
    return doing === "opens" ? "[" : `](${this.piped(address(href))})`;
  }
}

// Markdown for the words of a tidy paragraph, heading, footnote or cell, without the signs that make it one.
export const markdownOf = (block) => new Words(block).best();
