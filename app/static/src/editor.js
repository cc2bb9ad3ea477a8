// The rich editor over each language's field of a section. The page works without it: then the fields are plain text.

import { Field } from "./editor/field.js";

export { opened, rewritten } from "./editor/text.js";

for (const textarea of document.querySelectorAll("textarea[data-language]")) {
  new Field(textarea);
}
