/** Variants (異体字) that people type for one another in names: each of a group is searched as its first. */
const variantGroups = [
  '高髙',
  '崎﨑嵜',
  '斉斎齊齋',
  '辺邉邊',
  '浜濱濵',
  '沢澤',
  '広廣',
  '国國',
  '真眞',
  '恵惠',
  '栄榮',
  '桜櫻',
  '竜龍',
  '滝瀧',
  '島嶋嶌',
  '槙槇',
  '徳德',
  '黒黑',
  '曽曾',
  '万萬',
  '与與',
  '吉𠮷',
  '桑桒',
  '柳栁',
  '橋槗',
  '富冨',
  '館舘',
  '鶴靏靎',
  '清淸',
] as const;

const firstOf: ReadonlyMap<string, string> = new Map(
  variantGroups.flatMap((group) => {
    const [first = '', ...variants] = group;
    return variants.map((variant) => [variant, first] as const);
  }),
);

const ignored = /[\s\p{Variation_Selector}]/gu;
const katakana = /[\u30A1-\u30F6]/g;

/**
 * The key that names have in rows written by programs before `searchKey`: they are found by it until all are filled and no such
 * program may run (ADR 0071).
 */
export function olderSearchKey(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(ignored, '')
    .normalize('NFKC')
    .replace(ignored, '');
  const folded = Array.from(plain, (character) => firstOf.get(character) ?? character).join('');
  return folded.replace(katakana, toHiragana).normalize('NFKC');
}

function toHiragana(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - 0x60);
}
