import type { AskedId } from '../../../permits/rule/articles.ts';

/**
 * What a text stands for, where it is no words of its own: somebody, a moment (RFC 3339), a row of the tables, a place of the plan, a unit of the
 * ministry, the place a role counts at (a zone or a unit), what a visit is for by its organisation's list.
 */
export type TextSort = 'person' | 'instant' | 'row' | 'zone' | 'door' | 'desk' | 'unit' | 'scope' | 'purpose';

/** How a value is told to people: what it is called, and the words of its codes, or what its own fields are called. */
export type Telling = {
  readonly says: string;
  readonly sort?: TextSort;
  readonly words?: Readonly<Record<string, string>>;
  /** null: what only the program reads. */
  readonly fields?: Readonly<Record<string, Telling | string | null>>;
  /** By what another column of the row says, which fields it has. */
  readonly fieldsBy?: {
    readonly column: string;
    readonly each: Readonly<Record<string, NonNullable<Telling['fields']>>>;
  };
};

/** How a value of a type is told; one of a closed set of codes by the words of every one of them, one with fields by every field of it. */
export type TellingOf<Value> = OneOf<Item<NonNullable<Value>>>;

/** What every field of a type is called. */
export type FieldsOf<Value> = {
  readonly [Field in KeyOf<Value>]-?: TellingOf<ValueAt<Value, Field>> | null;
};

/** Of a list, what each is told by. */
type Item<Value> = Value extends readonly (infer One)[] ? One : Value;

type OneOf<Value> = [Value] extends [string]
  ? string extends Value
    ? string | OpenTelling
    : { readonly says: string; readonly words: Readonly<Record<Value, string>> } | RowTelling<Value>
  : [Value] extends [number | boolean | Date]
    ? string
    : [KeyOf<Value>] extends [never]
      ? { readonly says: string; readonly fieldsBy: NonNullable<Telling['fieldsBy']> }
      : { readonly says: string; readonly fields: FieldsOf<Value> };

/** Of any text: what it stands for, or the words of the codes that are known. */
type OpenTelling =
  | { readonly says: string; readonly sort: TextSort }
  | { readonly says: string; readonly words: Readonly<Record<string, string>> };

/** Rows of the tables are read by their numbers. */
type RowTelling<Value extends string> = [Value] extends [AskedId]
  ? { readonly says: string; readonly sort: 'row' }
  : never;

/** The fields that any of some types has. */
type KeyOf<Value> = Value extends unknown ? Extract<keyof Value, string> : never;

type ValueAt<Value, Field extends string> = Value extends unknown
  ? Field extends keyof Value
    ? Value[Field]
    : never
  : never;

export const inZone = { says: '区域', sort: 'zone' } as const satisfies Telling;

/** The same, whether a name alone was given or more. */
export function tellingOf(told: Telling | string): Telling {
  return typeof told === 'string' ? { says: told } : told;
}
