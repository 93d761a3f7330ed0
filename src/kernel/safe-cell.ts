/** What a spreadsheet takes for something to work out: also the 全角 forms, which it turns into the others. */
const formula = /^[\t\r\n ]*[=+\-@＝＋－＠]/u;
/** A number to a spreadsheet, which drops its leading zeros, or its digits beyond the 15th. */
const maimedNumber = /^(0\d+|\d{16,})$/;

/**
 * A text as a cell of CSV that a spreadsheet shows as it is: what would be worked out or maimed stands behind one apostrophe, and so does
 * what begins with an apostrophe. Whoever takes one leading apostrophe away has the text.
 */
export function safeCell(text: string): string {
  return formula.test(text) || maimedNumber.test(text) || text.startsWith("'") ? `'${text}` : text;
}
