/** Rows as text that spreadsheets read, and that none of them takes for a formula. */

/** A cell that a spreadsheet would take for a formula, with an apostrophe before it; numbers stay as they are. */
export function defused(text) {
  const plainNumber = /^[-+]?\d+(\.\d+)?$/.test(text);
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !plainNumber ? `'${text}` : text;
}

/** Comma-separated values as in RFC 4180, with the mark by which Excel knows UTF-8. */
export function toCsv(rows) {
  const cell = (value) => {
    const text = defused(String(value ?? ""));
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/** Tab-separated values; white space within a cell becomes a blank, since nothing can be quoted. */
export function toTsv(rows) {
  const cell = (value) => defused(String(value ?? "").replace(/[\t\r\n]+/g, " "));
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}
