// Where two rows differ: [{from, to, start, end}] says that the old [from, to) became the new [start, end).

function lengths(before, after, same) {
  const table = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      table[i][j] = same(before[i], after[j]) ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

export function changes(before, after, same = (a, b) => a === b) {
  const table = lengths(before, after, same);
  const found = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && same(before[i], after[j])) {
      i += 1;
      j += 1;
      continue;
    }
    const from = i;
    const start = j;
    while (i < before.length || j < after.length) {
      if (i < before.length && j < after.length && same(before[i], after[j])) {
        break;
      }
      if (j === after.length || (i < before.length && table[i + 1][j] >= table[i][j + 1])) {
        i += 1;
      } else {
        j += 1;
      }
    }
    found.push({ from, to: i, start, end: j });
  }
  return found;
}
