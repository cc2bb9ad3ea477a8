// Keys, and what turns into structure while it is typed.

import { baseKeymap, chainCommands, setBlockType, splitBlockAs } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  undoInputRule,
  wrappingInputRule,
} from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { splitListItem } from "prosemirror-schema-list";
import { goToNextCell } from "prosemirror-tables";

import { downInTable, heading, mark, raise, sink } from "./commands.js";
import { askForLink } from "./dialogs.js";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

const hardBreak = (state, dispatch) => {
  const { parent } = state.selection.$from;
  if (parent.type !== nodes.paragraph && parent.type !== nodes.footnote) {
    return false;
  }
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
};

const leaveFootnote = (state, dispatch) =>
  state.selection.$from.parent.type === nodes.footnote &&
  splitBlockAs(() => ({ type: nodes.paragraph }))(state, dispatch);

const headingAway = (state, dispatch) => {
  const { empty, $from } = state.selection;
  const begins = empty && !$from.parentOffset && $from.parent.type === nodes.heading;
  return begins && setBlockType(nodes.paragraph)(state, dispatch);
};

export function keys(field) {
  const leads = (act) => () => {
    act();
    return true;
  };
  return [
    keymap({
      "Mod-b": mark("strong"),
      "Mod-i": mark("em"),
      "Mod-k": leads(() => askForLink(field)),
      "Mod-z": undo,
      "Mod-y": redo,
      "Shift-Mod-z": redo,
      "Mod-Alt-0": setBlockType(nodes.paragraph),
      "Mod-Alt-1": heading(1),
      "Mod-Alt-2": heading(2),
      "Mod-Alt-3": heading(3),
      "Alt-Shift-ArrowRight": sink,
      "Alt-Shift-ArrowLeft": raise,
      "Alt-F10": leads(() => field.toolbar.focus()),
      Tab: goToNextCell(1),
      "Shift-Tab": goToNextCell(-1),
      "Shift-Enter": hardBreak,
      Enter: chainCommands(downInTable, leaveFootnote, splitListItem(nodes.list_item, { number: null })),
      Backspace: chainCommands(undoInputRule, headingAway),
    }),
    keymap(baseKeymap),
  ];
}

function marking(expression, type) {
  return new InputRule(expression, (state, [whole, words], start, end) => {
    const tr = state.tr.delete(start, end).insertText(words, start);
    return whole && tr.addMark(start, start + words.length, type.create()).removeStoredMark(type);
  });
}

const token = (expression, type) =>
  new InputRule(expression, (state, [, number], start, end) =>
    state.tr.replaceRangeWith(start, end, type.create({ number: Number(number) })),
  );

// Only "1." begins a list: "31. toukokuuta" begins a sentence.
export const typing = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, ([, signs]) => ({ level: signs.length })),
    wrappingInputRule(/^\s*[-+*]\s$/, nodes.bullet_list),
    wrappingInputRule(/^1[.)]\s$/, nodes.ordered_list),
    marking(/\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, marks.strong),
    marking(/(?<!\*)\*([^*\s](?:[^*]*[^*\s])?)\*$/, marks.em),
    token(/\{\{figure:(\d{1,9})\}\}$/, nodes.figure),
  ],
});
