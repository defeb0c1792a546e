import assert from "node:assert/strict";
import { test } from "node:test";
import { defused, toCsv, toTsv } from "../../src/placetime/render/web/assets/spreadsheet.js";

test("formulas are defused, numbers and words are not touched", () => {
  for (const text of ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\tx", "=HYPERLINK(\"http://x\")", "-0217-08-02", "＝1"]) {
    assert.equal(defused(text), `'${text}`);
  }
  for (const text of ["-5", "+5.25", "5", "a=b", "", "1958-03-15", "《a》"]) assert.equal(defused(text), text);
});

test("CSV is quoted as RFC 4180 has it", () => {
  const rows = [["a", "b c", 'say "x"'], ["1,5", "two\nlines", null], [" =1", "=1,2", 3]];
  assert.equal(toCsv(rows), '\ufeffa,b c,"say ""x"""\r\n"1,5","two\nlines",\r\n" =1","\'=1,2",3\r\n');
});

test("TSV has one row a line and one cell a column", () => {
  assert.equal(toTsv([["a\tb", "c\r\nd"], ["=1", undefined]]), "a b\tc d\n'=1\t");
});
