/** Beyond this, sorting by insertion would take as long as somebody likes. */
const few = 24;

/**
 * The names of an object's members by their UTF-16 code units, as RFC 8785 asks. Nearly all objects of an event or an entry have
 * a few in an order that is nearly right: moving those is half the time of the engine's own sort, which makes lists beside.
 */
export function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  if (keys.length > few) return keys.sort();
  for (let index = 1; index < keys.length; index += 1) {
    const key = keys[index] ?? '';
    let place = index;
    for (let before = keys[place - 1]; before !== undefined && before > key; before = keys[place - 1]) {
      keys[place] = before;
      place -= 1;
    }
    keys[place] = key;
  }
  return keys;
}
