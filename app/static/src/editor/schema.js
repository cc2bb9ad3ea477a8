// What a text can be made of: the tree of app/writing/tree.py as an editor's schema.

import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

export const ALLOWED_ADDRESS = /^(https?:\/\/[^/]|mailto:.|\/(?!\/)|lang:[a-z]{2,3}$)/i;
const LANGUAGE = /^lang:([a-z]{2,3})$/i;
const LARGEST_PASTED_HEADING = 3;

const number = (dom, name) => Number(dom.getAttribute(name)) || false;

function pastedHeading(level) {
  return { tag: `h${level}`, attrs: { level: Math.min(level, LARGEST_PASTED_HEADING) } };
}

const tables = tableNodes({
  tableGroup: "block",
  cellContent: "phrase*",
  cellAttributes: {
    numeric: {
      default: false,
      getFromDOM: (dom) => dom.classList.contains("app-numeric"),
      setDOMAttr: (value, attrs) => value && (attrs.class = "app-numeric"),
    },
  },
});

// A number of its own is kept where counting on from the item before would give another.
const listItem = {
  content: "paragraph (paragraph | list)*",
  attrs: { number: { default: null } },
  defining: true,
  parseDOM: [{ tag: "li" }],
  toDOM: ({ attrs }) => ["li", attrs.number === null ? {} : { value: attrs.number }, 0],
};

const orderedList = {
  content: "list_item+",
  group: "block list",
  attrs: { start: { default: 1 } },
  parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: dom.hasAttribute("start") ? dom.start : 1 }) }],
  toDOM: ({ attrs }) => ["ol", attrs.start === 1 ? {} : { start: attrs.start }, 0],
};

const blocks = {
  doc: { content: "block+" },
  paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
  heading: {
    content: "phrase*",
    group: "block",
    defining: true,
    attrs: { level: { default: 1 } },
    parseDOM: [1, 2, 3, 4, 5, 6].map(pastedHeading),
    toDOM: ({ attrs }) => [`h${attrs.level}`, 0],
  },
  bullet_list: {
    content: "list_item+",
    group: "block list",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  ordered_list: orderedList,
  list_item: listItem,
  panel: {
    group: "block",
    atom: true,
    attrs: { number: {} },
    parseDOM: [{ tag: "div[data-panel]", getAttrs: (dom) => ({ number: number(dom, "data-panel") }) }],
    toDOM: ({ attrs }) => ["div", { "data-panel": attrs.number }],
  },
  footnote: {
    content: "inline*",
    group: "block",
    defining: true,
    attrs: { label: {}, gap: { default: " " } },
    parseDOM: [{ tag: "p[data-footnote]", priority: 60, getAttrs: (dom) => ({ label: dom.dataset.footnote }) }],
    toDOM: ({ attrs }) => ["p", { "data-footnote": attrs.label, class: "app-footnote" }, 0],
  },
  ...tables,
};

const inline = {
  text: { group: "inline phrase" },
  hard_break: {
    group: "inline",
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
    leafText: () => "\n",
  },
  figure: {
    group: "inline phrase",
    inline: true,
    atom: true,
    attrs: { number: {} },
    parseDOM: [{ tag: "span[data-figure]", getAttrs: (dom) => ({ number: number(dom, "data-figure") }) }],
    toDOM: ({ attrs }) => ["span", { "data-figure": attrs.number }],
  },
  image: {
    group: "inline phrase",
    inline: true,
    atom: true,
    attrs: { number: {}, alternative: { default: "" } },
    parseDOM: [
      {
        tag: "span[data-image]",
        getAttrs: (dom) => ({ number: number(dom, "data-image"), alternative: dom.title }),
      },
    ],
    toDOM: ({ attrs }) => ["span", { "data-image": attrs.number, title: attrs.alternative }],
  },
  footnote_mark: {
    group: "inline phrase",
    inline: true,
    atom: true,
    attrs: { label: {} },
    parseDOM: [{ tag: "sup[data-footnote-mark]", getAttrs: (dom) => ({ label: dom.dataset.footnoteMark }) }],
    toDOM: ({ attrs }) => ["sup", { "data-footnote-mark": attrs.label }],
  },
};

// Words in another language are written as a link is, with the language in place of an address.
export const languageOf = (href) => LANGUAGE.exec(href ?? "")?.[1].toLowerCase();

function linked({ attrs: { href } }) {
  const lang = languageOf(href);
  return lang
    ? ["span", { lang, class: "app-language", "data-language": lang }, 0]
    : ["a", { href, class: "govuk-link", rel: "noreferrer" }, 0];
}

const marks = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (dom) => ALLOWED_ADDRESS.test(dom.getAttribute("href")) && { href: dom.getAttribute("href") },
      },
      // Not every `lang`: what is pasted from Word has one around each word.
      { tag: "span[data-language]", getAttrs: (dom) => languageOf(`lang:${dom.lang}`) && { href: `lang:${dom.lang}` } },
    ],
    toDOM: linked,
  },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
};

export const schema = new Schema({ nodes: { ...blocks, ...inline }, marks });
