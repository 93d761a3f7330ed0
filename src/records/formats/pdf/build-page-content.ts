/** More than most pages show, in bytes. */
const usualBytes = 65_536;

/**
 * What a page shows, piece by piece in one buffer that every page uses: a buffer for each of its four hundred pieces, as pdfkit makes them, outlives the young
 * objects and is collected late.
 */
export function buildPageContent() {
  let bytes = Buffer.allocUnsafe(usualBytes);
  let length = 0;
  return {
    /** Adds a line of operators, which are ASCII. */
    add(line: string): void {
      if (length + line.length + 1 > bytes.length) {
        const larger = Buffer.allocUnsafe(2 * (bytes.length + line.length));
        bytes.copy(larger, 0, 0, length);
        bytes = larger;
      }
      length += bytes.write(`${line}\n`, length, 'latin1');
    },
    /** All of it, until the next is added. */
    take(): Buffer {
      const taken = bytes.subarray(0, length);
      length = 0;
      return taken;
    },
  };
}
