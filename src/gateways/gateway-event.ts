import { Ajv } from 'ajv';
import { type Static, type TSchema, Type } from 'typebox';
import { CardKeyFields, Choice, Code, Instant, Seq, strict } from '../api/schemas.ts';
import { isInstant } from '../kernel/is-instant.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** What a gateway may say (design: the gateway's protocol). An unknown field is a fault of the one event, not of the post. */

/** A card as the reader saw it. */
const CardKey = Type.Object(
  {
    ...CardKeyFields,
    parity: Type.Optional(Choice(['ok', 'bad'])),
  },
  { ...strict, title: 'CardKey' },
);

/** What the gateway decided alone while the service was out of reach. */
const Decided = Type.Object(
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
  ...samples: readonly object[]
) {
  const examples = samples.map((sample) => ({
    seq: 1,
    kind,
    at: '2026-04-01T09:00:00.000+09:00',
    ...sample,
  }));
  const shown = { ...strict, title: titleOf(kind), ...(examples.length === 0 ? {} : { examples }) };
  return Type.Object({ seq: Seq, kind: Type.Literal(kind), at: Instant, ...fields }, shown);
}

/** `card-read` → `CardReadEvent` */
function titleOf(kind: string): string {
  return `${kind.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase())}Event`;
}

const atDoor = { door: Code };
const ofGateway = { door: Type.Optional(Code) };

const reader = 'counter-lobby-1-to-lobby';
const door = 'counter-lobby-1';
const card = { format: 'wiegand-34', facility: '', number: '10000' };

const schemas = {
  'card-read': event(
    'card-read',
    { reader: Code, card: Type.Optional(CardKey), decided: Type.Optional(Decided) },
    { reader, card },
    { reader, card, decided: { verdict: 'grant', listVersion: 12 } },
  ),
  'pin-read': event('pin-read', { reader: Code, accepted: Type.Boolean() }, { reader, accepted: true }),
  duress: event('duress', { reader: Code }),
  'door-opened': event('door-opened', atDoor, { door }),
  'door-closed': event('door-closed', atDoor, { door }),
  'door-forced': event('door-forced', atDoor, { door }),
  'door-held': event('door-held', atDoor, { door }),
  'door-restored': event('door-restored', atDoor),
  'exit-request': event('exit-request', atDoor, { door }),
  'read-abandoned': event('read-abandoned', { read: Seq }, { seq: 2, read: 1 }),
  tamper: event('tamper', ofGateway, { door }),
  'tamper-restored': event('tamper-restored', ofGateway),
  'power-lost': event('power-lost', ofGateway),
  'power-restored': event('power-restored', ofGateway),
  'fire-signal': event('fire-signal', ofGateway, {}),
  'intrusion-armed': event('intrusion-armed', ofGateway),
  'intrusion-disarmed': event('intrusion-disarmed', ofGateway),
  'intrusion-alarm': event('intrusion-alarm', ofGateway),
  heartbeat: event('heartbeat', {}, {}),
  'buffer-lost': event('buffer-lost', { lost: Type.Optional(Seq) }, { lost: 40 }),
} as const;

export type GatewayEventKind = keyof typeof schemas;
export type GatewayEvent = Static<(typeof schemas)[GatewayEventKind]>;
export type CardRead = Static<(typeof schemas)['card-read']>;
export type CardKey = Static<typeof CardKey>;

const ajv = new Ajv({ useDefaults: true, strict: false });
ajv.addFormat('date-time', isInstant);
const validators = new Map(
  Object.entries(schemas).map(([kind, schema]) => [kind, ajv.compile<GatewayEvent>(schema)]),
);

/** Every kind of event that a gateway may send. */
export const gatewayEventKinds: readonly string[] = Object.keys(schemas);

/** The events as OpenAPI shows them. */
export const gatewayEventSchemas: readonly TSchema[] = Object.values(schemas);

/** Reads one event; the refusal says what is wrong with it in words that hold nothing of its values. */
export function parseGatewayEvent(raw: Readonly<Record<string, unknown>>): Result<GatewayEvent, string> {
  const validate = typeof raw.kind === 'string' ? validators.get(raw.kind) : undefined;
  if (validate === undefined) return refuse('unknown kind');
  if (validate(raw)) return ok(raw);
  const [fault] = validate.errors ?? [];
  return refuse(`${fault?.instancePath === '' ? 'event' : fault?.instancePath} ${fault?.message}`);
}
