// Word writes a list as paragraphs that only look like one: "mso-list:l0 level2 lfo1" says how deep each stands, and
// the sign before the words whether it is numbered.

const LEVEL = /mso-list:\s*(l\d+)\s+level(\d+)/i;
const SIGN = "[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']";
const NUMBER = /^\(?(\d+|[a-z]{1,4})[.)]/i;

const placeOf = (paragraph) => LEVEL.exec(paragraph.getAttribute("data-style") ?? "");

function signOf(paragraph) {
  const sign = paragraph.querySelector(SIGN);
  const words = sign?.textContent.trim() ?? "";
  sign?.remove();
  return words;
}

function newList(page, sign) {
  const number = NUMBER.exec(sign);
  const list = page.createElement(number ? "ol" : "ul");
  if (/^\d+$/.test(number?.[1] ?? "") && number[1] !== "1") {
    list.setAttribute("start", number[1]);
  }
  return list;
}

// Paragraphs that follow one another and belong to lists, as rows of nested lists.
function build(paragraphs) {
  const page = paragraphs[0].ownerDocument;
  const top = page.createDocumentFragment();
  const open = [];
  for (const paragraph of paragraphs) {
    const level = Math.min(Number(placeOf(paragraph)[2]), open.length + 1);
    const sign = signOf(paragraph);
    open.length = Math.min(open.length, level);
    const isOther = open.length === level && level === 1 && open[0].nodeName !== newList(page, sign).nodeName;
    open.length = isOther ? 0 : open.length;
    if (open.length < level) {
      const list = newList(page, sign);
      (open.at(-1)?.lastElementChild ?? top).append(list);
      open.push(list);
    }
    const item = page.createElement("li");
    const words = page.createElement("p");
    words.append(...paragraph.childNodes);
    item.append(words);
    open.at(-1).append(item);
  }
  return top;
}

export function listsOfWord(body) {
  const paragraphs = [...body.querySelectorAll("p[data-style*='mso-list'], div[data-style*='mso-list']")].filter(
    placeOf,
  );
  while (paragraphs.length) {
    const row = [paragraphs.shift()];
    while (paragraphs.length && row.at(-1).nextElementSibling === paragraphs[0]) {
      row.push(paragraphs.shift());
    }
    const [first, ...rest] = row;
    const place = first.ownerDocument.createComment("");
    first.before(place);
    const list = build([first, ...rest]);
    row.forEach((each) => each.remove());
    place.replaceWith(list);
  }
}
