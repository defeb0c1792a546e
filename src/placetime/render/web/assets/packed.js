/** Columns of values as render/web/packed.py writes them. */

const TYPES = { u8: Uint8Array, u16: Uint16Array, i32: Int32Array };

/** The bytes that a base64 text stands for. */
export function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The whole numbers that a column holds as bytes, before `add`, `per` and `of`; null if it has none. */
function rawOf(column) {
  const name = Object.keys(TYPES).find((key) => key in column);
  if (!name) return null;
  const bytes = bytesOf(column[name]);
  const Type = TYPES[name];
  return new Type(bytes.buffer, bytes.byteOffset, bytes.byteLength / Type.BYTES_PER_ELEMENT);
}

/** A column of numbers as an array of `Type`, with `count` numbers. */
export function numbersIn(column, count, Type = Int32Array) {
  const out = new Type(count);
  if (Array.isArray(column)) return Type.from(column);
  if ("all" in column) return out.fill(column.all);
  const { add = 0, per = 1, of } = column;
  const raw = rawOf(column);
  for (let i = 0; i < count; i += 1) {
    if (!raw) out[i] = column.from + i;
    else out[i] = of ? of[raw[i]] : (raw[i] + add) / per;
  }
  return out;
}

/** A column of any values as {of: their list, at: the number in it of each row}. */
export function choicesIn(column, count) {
  if (Array.isArray(column)) return { of: column, at: Uint32Array.from(column, (_, i) => i) };
  if ("all" in column) return { of: [column.all], at: new Uint32Array(count) };
  if (column.of && !column.text) return { of: column.of, at: rawOf(column) };
  throw new TypeError("a column of numbers stands where values are wanted");
}

/** A function that gives the value of a row in a column of any values or texts. */
export function valueIn(column, count) {
  if (column === undefined) return () => null;
  if (column.text) {
    const numbers = numbersIn(column, count);
    return (i) => String(numbers[i]);
  }
  const { of, at } = choicesIn(column, count);
  return (i) => of[at[i]];
}
