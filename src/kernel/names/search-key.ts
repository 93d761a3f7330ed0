import { confusedGroups, variantGroups } from './variant-groups.ts';

/**
 * The key by which a name is found; never shown and never stored in place of the name. Width, case, spaces and points between words,
 * hiragana or katakana, small or large kana, long-vowel marks and dashes, 々 or the character again, variants and their selectors make no
 * difference.
 */
export function searchKey(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase().replace(ignored, '').normalize('NFKC');
  const folded = Array.from(plain.replace(ignored, ''), (character) => firstOf.get(character) ?? character);
  return repeated(
    folded.join('').replace(dashes, 'ー').replace(apostrophes, "'").replace(katakana, toHiragana),
  )
    .replace(smallKana, toLarge)
    .normalize('NFKC');
}

const firstOf = firstOfEach(firstOfEach(new Map(), confusedGroups), variantGroups);

/** Each variant → the first of its group, or what that stands for already. */
function firstOfEach(
  known: ReadonlyMap<string, string>,
  groups: readonly string[],
): ReadonlyMap<string, string> {
  const firsts = groups.flatMap((group) => {
    const all = Array.from(group);
    const first = all.map((one) => known.get(one)).find((one) => one !== undefined) ?? all[0] ?? '';
    return all.filter((one) => one !== first).map((variant) => [variant, first] as const);
  });
  return new Map([...known, ...firsts]);
}

/** Not the full stop, which stands in the names of firms. */
const ignored = /[\s\p{Variation_Selector}・·‧]/gu;
/** ー is typed as whatever lies flat. */
const dashes = /[-‐‑‒–—―−─━]/g;
const apostrophes = /[‘’ʼ′`´]/g;
const katakana = /[\u30A1-\u30F6]/g;
const large: Readonly<Record<string, string>> = {
  ぁ: 'あ',
  ぃ: 'い',
  ぅ: 'う',
  ぇ: 'え',
  ぉ: 'お',
  っ: 'つ',
  ゃ: 'や',
  ゅ: 'ゆ',
  ょ: 'よ',
  ゎ: 'わ',
  ゕ: 'か',
  ゖ: 'け',
};
const smallKana = new RegExp(`[${Object.keys(large).join('')}]`, 'g');

function toHiragana(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - 0x60);
}

function toLarge(kana: string): string {
  return large[kana] ?? kana;
}

/** Marks of repetition (踊り字) as what they repeat; ゞ repeats with its sound mark. */
function repeated(text: string): string {
  return text.replace(/(.)([々〻ゝヽゞヾ]+)/gu, (_, before: string, marks: string) =>
    Array.from(marks).reduce(
      (written, mark) => written + (voiced.test(mark) ? `${before}\u3099` : before),
      before,
    ),
  );
}

const voiced = /[ゞヾ]/;
