import { organisationKeyOf } from '../../kernel/names/organisation-key-of.ts';
import { searchKey } from '../../kernel/names/search-key.ts';
import type { CardState } from '../../people/registry/card-lifecycle.ts';
import type { PaperLine } from './paper-line.ts';

/** Somebody who is expected on the day under a name, and to whom. */
export type ExpectedVisitor = { readonly member: string; readonly hosts: readonly string[] };

/** A card that bears a number, and who has it: its person, or whoever the desk has lent it to. */
export type NotedCard = { readonly holder: string | null; readonly state: CardState };

/** By what somebody on a line is known, gathered beforehand. */
export type WhoGrounds = {
  /** Persons of the ministry and members of visits that there are. */
  readonly known: ReadonlySet<string>;
  /** Who has a pass, and since when, by its numeral. */
  readonly holders: ReadonlyMap<string, { readonly holder: string; readonly since: Date | null }>;
  /** Cards by the number that is printed on them. */
  readonly cards: ReadonlyMap<string, readonly NotedCard[]>;
  /** Who is expected on the day, by `nameKey`. */
  readonly expected: ReadonlyMap<string, readonly ExpectedVisitor[]>;
};

/** Who a line is of: somebody known, a name that nobody is known by, or that it does not say so. */
export type WhoOfLine =
  | { readonly person: string }
  | { readonly name: string; readonly affiliation: string }
  | { readonly field: string; readonly message: string };

/** The key under which somebody with this name and affiliation is expected, however both are spelled. */
export function nameKey(name: string, affiliation: string): string {
  return `${searchKey(name)}\n${organisationKeyOf(affiliation)}`;
}

/** Works out who a line is of. Whoever is expected under the written name is taken for that one; of two, somebody has to say which. */
export function whoOfLine(line: PaperLine, grounds: WhoGrounds): WhoOfLine {
  const { person, name, card, pass } = line;
  if ([person, name, card].filter((one) => one !== undefined).length > 1) {
    return fault('name', '人（person）、氏名（name）、カード（card）のどれか一つにしてください。');
  }
  if (person !== undefined) {
    return grounds.known.has(person) ? { person } : fault('person', 'この人は登録されていません。');
  }
  if (name !== undefined) return ofName(line, name, grounds);
  if (card !== undefined) return ofCard(grounds.cards.get(card) ?? []);
  if (pass === undefined) {
    return fault('person', '人（person）、氏名（name）、カード（card）、通行証（pass）のどれかが必要です。');
  }
  const held = grounds.holders.get(pass);
  return held === undefined
    ? fault('pass', 'この通行証はだれにも貸し出していません。人か氏名も書いてください。')
    : { person: held.holder };
}

function ofName({ affiliation, host }: PaperLine, name: string, { expected }: WhoGrounds): WhoOfLine {
  if (affiliation === undefined) {
    return fault('affiliation', '所属が必要です。個人のときは「個人」とします。');
  }
  const [one, ...others] = (expected.get(nameKey(name, affiliation)) ?? []).filter(
    ({ hosts }) => host === undefined || hosts.includes(host),
  );
  if (one === undefined) return { name, affiliation };
  return others.length === 0
    ? { person: one.member }
    : fault('name', 'この日に、同じ氏名・所属の来庁が複数あります。人（person）で示してください。');
}

function ofCard([card, ...others]: readonly NotedCard[]): WhoOfLine {
  if (card === undefined) return fault('card', 'この番号のカードは登録されていません。');
  if (others.length > 0) {
    return fault('card', 'この番号のカードが複数あります。人（person）で示してください。');
  }
  if (card.state !== 'active') {
    return fault(
      'card',
      'このカードは止められています。だれであったかを確かめ、人（person）で示してください。',
    );
  }
  return card.holder === null
    ? fault('card', 'このカードはだれにも割り当てておらず、貸し出してもいません。')
    : { person: card.holder };
}

function fault(field: string, message: string): WhoOfLine {
  return { field, message };
}
