// The toolbar's signs, drawn with lines in a square of 20.

const PATHS = {
  bold: "M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3 3 0 0 1 0 6H6z",
  italic: "M9 4h6M5 16h6M12 4 8 16",
  bullets: "M8 5h9M8 10h9M8 15h9M3.5 5h.5M3.5 10h.5M3.5 15h.5",
  numbers: "M8 5h9M8 10h9M8 15h9M3 4l1.5-1v4M3 13.5a1 1 0 0 1 2 0c0 1-2 1.5-2 2.5h2",
  deeper: "M9 5h8M9 10h8M9 15h8M3 7l3 3-3 3",
  higher: "M9 5h8M9 10h8M9 15h8M6 7l-3 3 3 3",
  link: "M8.5 11.5l3-3M9.5 6l2-2a3.2 3.2 0 0 1 4.5 4.5l-2 2M10.5 14l-2 2a3.2 3.2 0 0 1-4.5-4.5l2-2",
  language: "M3 5h9M7.5 3v2M10.5 5c-.5 4-3.5 7-7 8M5 8c1 2.5 3 4 5.5 5M10 17l3.5-8 3.5 8M11.3 14h4.4",
  table: "M3 4h14v12H3zM3 8h14M3 12h14M8 4v12M13 4v12",
  footnote: "M4 5h8M4 10h6M4 15h8M14.5 4.5 16 3.5v5",
  figure: "M4 16V9M9 16V4M14 16v-5M2.5 16h15",
  panel: "M3 4h14v12H3zM6.5 13v-2.5M10 13V7M13.5 13V9.5",
  image: "M3 4h14v12H3zM3 14l4-4 3 3 3-4 4 4M7 7.5h.5",
  undo: "M7 4 3.5 7.5 7 11M4 7.5h8a4 4 0 0 1 0 8.5H8",
  redo: "M13 4l3.5 3.5L13 11M16 7.5H8a4 4 0 0 0 0 8.5h4",
  rowAfter: "M3 4h14v5H3zM10 4v5M10 12v5M7.5 14.5h5",
  rowAway: "M3 4h14v5H3zM10 4v5M7.5 14.5h5",
  columnAfter: "M4 3h5v14H4zM4 10h5M14.5 7.5v5M12 10h5",
  columnAway: "M4 3h5v14H4zM4 10h5M12 10h5",
  right: "M4 4h13M9 8h8M4 12h13M9 16h8",
  tableAway: "M3 4h14v12H3zM7 7.5l6 5M13 7.5l-6 5",
};
const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const attributes = { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true", focusable: "false" };
  Object.entries(attributes).forEach(([key, value]) => svg.setAttribute(key, value));
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
