// In place of the package of this name, which brings a table of all names of signs: every browser knows them.
// Only addresses of links are read so ("&amp;" between a query's parts).

const reader = typeof document === "undefined" ? null : document.createElement("textarea");

export function decodeHTML(entity) {
  reader.innerHTML = entity;
  return reader.value;
}

export const decodeHTMLStrict = decodeHTML;
