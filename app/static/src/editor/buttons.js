// The toolbar's buttons: name, sign, what it does, when it is pressed, and where it is shown.

import { redo, undo } from "prosemirror-history";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable } from "prosemirror-tables";

import * as commands from "./commands.js";
import { askForFigure, askForImage, askForLanguage, askForLink, askForPanel } from "./dialogs.js";
import { attachments, figures, figuresPage, panels } from "../page.js";

const headings = [1, 2, 3].map((level) => ({
  name: `heading${level}`,
  sign: `H${level}`,
  run: commands.heading(level),
  isPressed: commands.isHeading(level),
  keys: `Control+Alt+${level}`,
}));

const isInList = (state) => Boolean(commands.listAround(state));
const whenAny = (list) => (state, language) => list(language).length > 0;
const whenChosen = (list) => (state, language) => list(language).length > 0 || figuresPage() !== null;

// `group` begins a new group of buttons; `isShown` hides what has no meaning where the cursor is.
export const BUTTONS = [
  ...headings,
  {
    name: "bold",
    run: commands.mark("strong"),
    isPressed: commands.isMarked("strong"),
    keys: "Control+B",
    group: true,
  },
  { name: "italic", run: commands.mark("em"), isPressed: commands.isMarked("em"), keys: "Control+I" },
  { name: "link", ask: askForLink, isPressed: commands.isLink, keys: "Control+K" },
  { name: "language", ask: askForLanguage, isPressed: commands.isInLanguage },
  { name: "bullets", run: commands.list("bullet_list"), isPressed: commands.isListOf("bullet_list"), group: true },
  { name: "numbers", run: commands.list("ordered_list"), isPressed: commands.isListOf("ordered_list") },
  { name: "deeper", run: commands.sink, isShown: isInList, keys: "Alt+Shift+ArrowRight" },
  { name: "higher", run: commands.raise, isShown: isInList, keys: "Alt+Shift+ArrowLeft" },
  { name: "figure", ask: askForFigure, isShown: whenChosen(figures), group: true },
  { name: "panel", ask: askForPanel, isShown: whenChosen(panels) },
  { name: "image", ask: askForImage, isShown: whenAny(attachments) },
  { name: "footnote", run: commands.insertFootnote },
  { name: "table", run: commands.insertTable, isShown: (state) => !isInTable(state) },
  { name: "rowAfter", run: addRowAfter, isShown: isInTable, group: true },
  { name: "rowAway", run: deleteRow, isShown: isInTable },
  { name: "columnAfter", run: addColumnAfter, isShown: isInTable },
  { name: "columnAway", run: deleteColumn, isShown: isInTable },
  { name: "right", run: commands.alignRight, isPressed: commands.isRight, isShown: isInTable },
  { name: "tableAway", run: deleteTable, isShown: isInTable },
  { name: "undo", run: undo, keys: "Control+Z", group: true },
  { name: "redo", run: redo, keys: "Control+Y" },
];
