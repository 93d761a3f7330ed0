const earliest = Date.UTC(1900);
const latest = Date.UTC(10_000);

const shape = /^\d{4}-\d{2}-\d{2}T(?!24)\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * RFC 3339 with offset, `T` and `Z` in capitals, of a day that exists and a moment a Date and the database both know: 1900 to 9999 in UTC,
 * no 24:00, no leap second. Of its up to nine digits of a second three count.
 */
export function isInstant(text: string): boolean {
  if (!shape.test(text) || !isDay(text.slice(0, 'yyyy-mm-dd'.length))) return false;
  const instant = Date.parse(text);
  return instant >= earliest && instant < latest;
}

/** Date.parse takes 30 February for 2 March; it refuses days and months that no calendar has. */
function isDay(day: string): boolean {
  if (Number(day.slice(-2)) <= 28) return true;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
}
