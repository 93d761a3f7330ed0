import { organisationKeyOf } from '../../kernel/names/organisation-key-of.ts';
import { searchKey } from '../../kernel/names/search-key.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { type AccreditationTerm, accreditedUntil } from '../accreditation/accredited-until.ts';

/** Whom a line means: by id, or by organisation and name as they are written on the list that came. */
export type PressLine = { readonly person: string } | NamedLine;

export type NamedLine = {
  readonly organisation: string;
  readonly name: string;
  /** Its number in the file that came; absent = its place in the request. */
  readonly line?: number;
};

/** Somebody in the register, with their organisation. */
export type KnownPerson = {
  readonly person: AccreditationTerm & {
    readonly pressPersonId: string;
    readonly name: string | null;
    readonly nameKana: string | null;
  };
  readonly organisation: AccreditationTerm & { readonly name: string };
};

export type PressLineFacts<Known extends KnownPerson> = {
  readonly known: readonly Known[];
  /** Who is registered for the event already. */
  readonly registered: ReadonlySet<string>;
  readonly now: Date;
  /** When the event ends: until then everybody has to be accredited. */
  readonly endsAt: Date;
};

/** Whom each line means, and what is wrong with each that means nobody who may come. */
export function judgePressLines<Known extends KnownPerson>(
  lines: readonly PressLine[],
  facts: PressLineFacts<Known>,
): { readonly meant: readonly Known[]; readonly errors: readonly FieldError[] } {
  const meant: Known[] = [];
  const errors: FieldError[] = [];
  for (const [index, line] of lines.entries()) {
    const found = personOf(line, facts);
    const message = typeof found === 'string' ? found : againOf(found, meant, facts);
    const number = ('line' in line ? line.line : undefined) ?? index;
    if (message !== undefined) errors.push({ at: `/lines/${number}`, message });
    else if (typeof found !== 'string') meant.push(found);
  }
  return { meant, errors };
}

/** The one person whom a line means, or why there is none. */
function personOf<Known extends KnownPerson>(line: PressLine, facts: PressLineFacts<Known>): Known | string {
  const candidates = facts.known.filter((one) => isMeant(line, one));
  const able = candidates.filter((one) => lackOf(one, facts) === undefined);
  const [one] = able;
  if (one !== undefined) return able.length === 1 ? one : severalOf;
  const last = candidates.at(-1);
  return (last && lackOf(last, facts)) ?? 'この報道機関に、この人の登録はありません';
}

const severalOf = '同じ氏名の登録が二つ以上あります。登録の識別子（person）で示してください';

function isMeant(line: PressLine, { person, organisation }: KnownPerson): boolean {
  if ('person' in line) return person.pressPersonId === line.person;
  return (
    organisationKeyOf(organisation.name) === organisationKeyOf(line.organisation) &&
    [person.name, person.nameKana].some((name) => name !== null && searchKey(name) === searchKey(line.name))
  );
}

/** Why somebody in the register may not come to the event. */
function lackOf(
  { person, organisation }: KnownPerson,
  { now, endsAt }: Pick<PressLineFacts<KnownPerson>, 'now' | 'endsAt'>,
): string | undefined {
  const until = accreditedUntil([organisation, person]);
  if (until === undefined) return 'この人か報道機関の登録は、まだ承認されていません';
  if (until <= now) return 'この人か報道機関の登録は、終わっています';
  return until < endsAt ? 'この人か報道機関の登録の期限が、行事の終わりより前です' : undefined;
}

function againOf<Known extends KnownPerson>(
  { person: { pressPersonId } }: Known,
  meant: readonly Known[],
  { registered }: Pick<PressLineFacts<Known>, 'registered'>,
): string | undefined {
  if (registered.has(pressPersonId)) return 'この行事に、もう登録されています';
  const isTwice = meant.some(({ person }) => person.pressPersonId === pressPersonId);
  return isTwice ? 'この一覧の前の行と同じ人です' : undefined;
}
