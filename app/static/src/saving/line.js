// What one writer has written, from the version it began from to the version that has all of it.

function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export class Line {
  // `settled` is the text that version `base` is known to hold, null where none is. `sent` was sent without an answer.
  // `frame` is what else a text is understood by at that version, `merged` puts two texts together.
  constructor({ base, frame, settled = null, sent = null }, merged) {
    this.merged = merged;
    this.base = base;
    this.frame = frame;
    this.settled = settled;
    this.sent = sent;
  }

  // What to send now. Something without an answer goes again first, under the same name: perhaps it did arrive, and
  // only its answer tells from which version the rest goes on.
  next(text) {
    if (!this.sent && text !== this.settled) {
      this.sent = { request: uuid(), text, base: this.base, frame: this.frame };
    }
    return this.sent;
  }

  refused() {
    this.sent = null;
  }

  // Takes in an answer; returns the text to go on with, which is `text` with what others changed. Where that and what
  // was typed since collide, the next save goes on from the old version, so that the server keeps both texts.
  answered(answer, text) {
    const { text: sent } = this.sent;
    this.sent = null;
    if (!answer.merged) {
      this.isAt(answer);
      this.settled = sent;
      return text;
    }
    return this.takeIn(answer, sent, text);
  }

  // Another line of the same text (a closed tab's) has been saved.
  overtaken(answer, text) {
    const isNews = answer.version > this.base && !this.sent && this.settled !== null;
    return isNews ? this.takeIn(answer, this.settled, text) : text;
  }

  takeIn(answer, common, text) {
    const together = this.merged(common, text, answer.text);
    if (together === null) {
      this.settled = null;
      return text;
    }
    this.isAt(answer);
    this.settled = answer.text;
    return together;
  }

  isAt({ version, frame }) {
    this.base = version;
    this.frame = frame;
  }
}
