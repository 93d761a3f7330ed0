import { type Static, type TSchema, Type } from 'typebox';
import { CardKeyFields, Choice, Code, Instant, Seq, strict } from '../api/schemas.ts';

/** What a gateway may say (design: the gateway's protocol). What is not in this form is read as far as it goes. */

/** A card as the reader saw it. */
export const CardKey = Type.Object(
  {
    ...CardKeyFields,
    parity: Type.Optional(Choice(['ok', 'bad'])),
  },
  { ...strict, title: 'CardKey' },
);

/** What the gateway decided alone while the service was out of reach. */
export const Decided = Type.Object(
  {
    verdict: Choice(['grant', 'deny']),
    reason: Type.Optional(Code),
    listVersion: Type.Optional(Seq),
  },
  { ...strict, title: 'DecidedAlone' },
);

function event<Kind extends string, Fields extends Record<string, TSchema>>(
  kind: Kind,
  fields: Fields,
  ...samples: readonly { readonly seq: number; readonly [field: string]: unknown }[]
) {
  const at = '2026-04-01T09:00:00.000+09:00';
  const examples = samples.map(({ seq, ...sample }) => ({ seq, kind, at, ...sample }));
  const shown = { ...strict, title: titleOf(kind), ...(examples.length === 0 ? {} : { examples }) };
  return Type.Object({ seq: Seq, kind: Type.Literal(kind), at: Instant, ...fields }, shown);
}

/** `card-read` → `CardReadEvent` */
function titleOf(kind: string): string {
  return `${kind.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase())}Event`;
}

const atDoor = { door: Code };
const ofGateway = { door: Type.Optional(Code) };

const reader = 'main-in';
const door = 'main';
const card = { format: 'wiegand-34', facility: '', number: '10000' };

export const eventSchemas = {
  'card-read': event(
    'card-read',
    { reader: Code, card: Type.Optional(CardKey), decided: Type.Optional(Decided) },
    { seq: 1, reader, card },
    { seq: 2, reader, card, decided: { verdict: 'grant', listVersion: 12 } },
  ),
  'pin-read': event(
    'pin-read',
    { reader: Code, accepted: Type.Boolean() },
    { seq: 3, reader, accepted: true },
  ),
  duress: event('duress', { reader: Code }),
  'door-opened': event('door-opened', atDoor, { seq: 4, door }),
  'door-closed': event('door-closed', atDoor, { seq: 5, door }),
  'door-forced': event('door-forced', atDoor, { seq: 6, door }),
  'door-held': event('door-held', atDoor, { seq: 7, door }),
  'door-restored': event('door-restored', atDoor),
  'exit-request': event('exit-request', atDoor, { seq: 8, door }),
  'read-abandoned': event('read-abandoned', { read: Seq }, { seq: 9, read: 1 }),
  tamper: event('tamper', ofGateway, { seq: 10, door }),
  'tamper-restored': event('tamper-restored', ofGateway),
  'power-lost': event('power-lost', ofGateway),
  'power-restored': event('power-restored', ofGateway),
  'fire-signal': event('fire-signal', ofGateway, { seq: 11 }),
  'intrusion-armed': event('intrusion-armed', ofGateway),
  'intrusion-disarmed': event('intrusion-disarmed', ofGateway),
  'intrusion-alarm': event('intrusion-alarm', ofGateway),
  heartbeat: event('heartbeat', {}, { seq: 12 }),
  'buffer-lost': event('buffer-lost', { lost: Type.Optional(Seq) }, { seq: 13, lost: 40 }),
} as const;

export type GatewayEventKind = keyof typeof eventSchemas;
export type CardKey = Static<typeof CardKey>;
export type Decided = Static<typeof Decided>;

/** An event as the protocol has it. */
export type PostedEvent = Static<(typeof eventSchemas)[GatewayEventKind]>;

/** Every kind of event that a gateway may send. */
export const gatewayEventKinds: readonly string[] = Object.keys(eventSchemas);

/** The events as OpenAPI shows them. */
export const gatewayEventSchemas: readonly TSchema[] = Object.values(eventSchemas);

/** An example of each kind that has one, as one gateway would send them: each has a seq of its own. */
export const exampleEvents: readonly unknown[] = gatewayEventSchemas.flatMap((schema) =>
  'examples' in schema && Array.isArray(schema.examples) ? schema.examples : [],
);

/**
 * Without which fields an event of a kind says nothing that could be weighed: `always`, or `if-given`, where leaving out a
 * place that cannot be read would speak of every place. What tells of a danger needs nothing: somebody has to look.
 */
export const neededFields = {
  'card-read': { reader: 'always' },
  'pin-read': { reader: 'always', accepted: 'always' },
  duress: {},
  'door-opened': { door: 'always' },
  'door-closed': { door: 'always' },
  'door-forced': {},
  'door-held': {},
  'door-restored': { door: 'always' },
  'exit-request': { door: 'always' },
  'read-abandoned': { read: 'always' },
  tamper: {},
  'tamper-restored': { door: 'if-given' },
  'power-lost': {},
  'power-restored': {},
  'fire-signal': {},
  'intrusion-armed': { door: 'if-given' },
  'intrusion-disarmed': { door: 'if-given' },
  'intrusion-alarm': {},
  heartbeat: {},
  'buffer-lost': {},
} as const satisfies Readonly<Record<GatewayEventKind, Readonly<Record<string, 'always' | 'if-given'>>>>;

type Needed = typeof neededFields;

/** The place of an event that can be weighed without knowing it. */
type Spared<Event extends PostedEvent> = Exclude<
  Extract<keyof Event, 'reader' | 'door'>,
  keyof Needed[Event['kind']]
>;

/** An event as far as it could be read: its stamp may be missing, and the place of a danger. */
type AsRead<Event> = Event extends PostedEvent
  ? Omit<Event, 'at' | Spared<Event>> & {
      readonly at: string | undefined;
    } & { readonly [Field in Spared<Event>]: Event[Field] | undefined }
  : never;

export type GatewayEvent = AsRead<PostedEvent>;
export type CardRead = Extract<GatewayEvent, { readonly kind: 'card-read' }>;
export type OtherEvent = Exclude<GatewayEvent, CardRead>;
