import { Type } from 'typebox';
import { Choice, Code, strict } from '../../api/schemas.ts';
import { decidingRoles } from './deciding-roles.ts';
import { rowIds } from './row-ids.ts';

/** The form of a file in `policies/`; what a form cannot say is checked by `judgePolicyRows`. */

const Text = Type.String({ minLength: 1 });
const Texts = Type.Array(Text, { minItems: 1 });
const Words = Type.Record(Type.String(), Text);

const Value = Choice([
  'required',
  'not-required',
  'allowed',
  'forbidden-unless-permitted',
  'forbidden',
  'permission',
  'notification',
  'not-applicable',
  'ministry-decides',
  'text',
]);

export const determinedValues = Choice(
  [
    'required',
    'not-required',
    'allowed',
    'notification',
    'permission',
    'forbidden-unless-permitted',
    'forbidden',
  ],
  { title: 'DeterminedValue' },
);

const Meaning = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('boundary'),
      controls: Type.Array(Choice(['gate', 'lockable', 'guarded', 'none']), { minItems: 1 }),
      seeThrough: Type.Boolean(),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('permission'),
      approver: Choice(['security-officer', 'system-officer']),
      clause: Text,
      needs: Type.Array(Choice(['risk-review', 'physical-protection'])),
    },
    strict,
  ),
]);

const Cell = Type.Object(
  {
    value: Value,
    reading: Choice(['certain', 'corroborated', 'inferred']),
    alternatives: Type.Optional(Type.Array(Value, { minItems: 1, uniqueItems: true })),
    likelier: Type.Optional(Value),
    footnote: Type.Optional(Text),
    text: Type.Optional(Text),
    means: Type.Optional(Meaning),
  },
  strict,
);

const Row = Type.Object(
  {
    id: Choice(rowIds),
    key: Text,
    section: Text,
    clause: Text,
    title: Text,
    kind: Choice(['measure', 'act']),
    scope: Type.Optional(Choice(['protected-systems', 'stable-systems'])),
    undetermined: Type.Optional(Choice(['required', 'not-allowed'])),
    choices: Type.Optional(Type.Array(determinedValues, { minItems: 2, uniqueItems: true })),
    parts: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z][a-z-]*$' }), Text)),
    countsPersons: Type.Optional(Type.Literal(true)),
    appliedFor: Type.Optional(Type.Literal(true)),
    deciders: Type.Optional(
      Type.Array(Type.Array(Choice(decidingRoles), { minItems: 1, uniqueItems: true }), { minItems: 1 }),
    ),
    permissionWaivable: Type.Optional(Type.Literal(true)),
    footnoteWhile: Type.Optional(Choice(rowIds)),
    examples: Type.Optional(Texts),
    remarks: Type.Optional(Texts),
    cells: Type.Object({ 0: Cell, 1: Cell, 2: Cell, 3: Cell }, strict),
  },
  strict,
);

export const PolicyDocument = Type.Object(
  {
    package: Code,
    basedOn: Type.Optional(Code),
    title: Text,
    edition: Text,
    sections: Words,
    values: Type.Object(
      {
        required: Text,
        'not-required': Text,
        allowed: Text,
        'forbidden-unless-permitted': Text,
        forbidden: Text,
        permission: Text,
        notification: Text,
        'not-applicable': Text,
        'ministry-decides': Text,
        text: Text,
      },
      strict,
    ),
    readings: Type.Object({ certain: Text, corroborated: Text, inferred: Text }, strict),
    scopes: Type.Object({ 'protected-systems': Text, 'stable-systems': Text }, strict),
    undetermined: Type.Object({ required: Text, 'not-allowed': Text }, strict),
    legends: Type.Object({ t1: Texts, t2: Texts }, strict),
    footnotes: Type.Object({ t1: Words, t2: Words }, strict),
    rows: Type.Array(Row),
  },
  strict,
);
