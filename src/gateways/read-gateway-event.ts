import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { wordsOfFault } from '../api/faults/words-of-fault.ts';
import { isInstant } from '../kernel/is-instant.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { EventFault } from './event-faults.ts';
import {
  CardKey,
  type CardKey as CardKeyRead,
  Decided,
  eventSchemas,
  type GatewayEvent,
  neededFields,
} from './gateway-event.ts';

/** What is noted of an event that is not as the protocol has it. */
export type FormNote = 'clock-unreadable' | 'field-ignored';

/** What of an event was not as the protocol has it; `fault` in words that hold nothing of its values. */
export type FormFaults = { readonly notes: readonly FormNote[]; readonly fault: EventFault };

/** An event as far as it could be read; `faults`: undefined where it is as the protocol has it. */
export type EventRead = { readonly event: GatewayEvent; readonly faults: FormFaults | undefined };

type Raw = Readonly<Record<string, unknown>>;

type Form = {
  readonly whole: ValidateFunction;
  readonly fields: ReadonlyMap<string, ValidateFunction>;
  readonly needed: readonly (readonly [field: string, when: 'always' | 'if-given'])[];
};

const ajv = new Ajv({ useDefaults: true, strict: false });
ajv.addFormat('date-time', isInstant);

const forms: ReadonlyMap<unknown, Form> = new Map(
  Object.entries(eventSchemas).map(([kind, schema]) => [
    kind,
    {
      whole: ajv.compile(schema),
      fields: new Map(Object.entries(schema.properties).map(([name, field]) => [name, ajv.compile(field)])),
      needed: Object.entries(neededFields[schema.properties.kind.const]),
    },
  ]),
);
const isCardKey = ajv.compile(CardKey);
const decidedFields = Object.entries(Decided.properties).map(
  ([name, field]) => [name, ajv.compile(field)] as const,
);

/**
 * Reads one event as far as it goes: somebody may stand at a door for it, or it tells of a danger. Refused is only what
 * says nothing that could be weighed: an unknown kind, a passage without a reader, a door event without a door.
 */
export function readGatewayEvent(raw: Raw): Result<EventRead, EventFault> {
  const form = forms.get(raw.kind);
  if (form === undefined) return refuse('unknown kind');
  const faults = form.whole(raw) ? undefined : faultsOf(form, raw);
  const fields = faults === undefined ? inProtocolOrder(form, raw) : readFields(form, raw);
  const missing = form.needed.some(
    ([field, when]) => fields[field] === undefined && (when === 'always' || isGiven(raw[field])),
  );
  if (missing) return refuse(faults?.fault ?? 'event says nothing');
  return ok({ event: parseEvent(fields), faults });
}

/** An event that is as the protocol has it, its fields in the protocol's order. */
function inProtocolOrder({ fields }: Form, raw: Raw): Raw {
  const read: Record<string, unknown> = {};
  for (const name of fields.keys()) read[name] = raw[name];
  return read;
}

/** What is readable, each field under its own name and in the order of the protocol, whatever the order it came in. */
function readFields({ fields }: Form, raw: Raw): Raw {
  const read: Record<string, unknown> = {};
  for (const [name, isAsItShouldBe] of fields) {
    const value = raw[name];
    const found = isAsItShouldBe(value) ? value : undefined;
    read[name] = readers[name]?.(value) ?? found;
  }
  return read;
}

/** How the fields that have fields of their own are read. */
const readers: Readonly<Record<string, (value: unknown) => unknown>> = {
  card: readCard,
  decided: readDecided,
};

/**
 * The card that a read shows; undefined where it cannot be told, as when the reader saw none. A number that came as a JSON
 * number is the same number; a parity that is not good is bad.
 */
function readCard(value: unknown): CardKeyRead | undefined {
  if (!isRaw(value)) return undefined;
  const { format, facility, number, parity } = value;
  const card = { format, facility: digitsOf(facility ?? ''), number: digitsOf(number) };
  const told = !isGiven(parity) ? card : { ...card, parity: parity === 'ok' ? 'ok' : 'bad' };
  return isCardKey(told) ? (told as CardKeyRead) : undefined;
}

function digitsOf(value: unknown): unknown {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? String(value) : value;
}

/** What the gateway decided alone; undefined where its verdict cannot be read: then somebody may still stand there. */
function readDecided(value: unknown): Raw | undefined {
  if (!isRaw(value)) return undefined;
  const read: Record<string, unknown> = {};
  for (const [name, isAsItShouldBe] of decidedFields) {
    if (value[name] !== undefined && isAsItShouldBe(value[name])) read[name] = value[name];
  }
  return read.verdict === undefined ? undefined : read;
}

function faultsOf({ whole, fields }: Form, raw: Raw): FormFaults {
  const [first] = whole.errors ?? [];
  const fault = first === undefined ? 'event says nothing' : toldOf(first);
  const isClockRead = fields.get('at')?.(raw.at) === true;
  const others = Object.keys(raw).some((name) => name !== 'at' && fields.get(name)?.(raw[name]) !== true);
  return {
    notes: [
      ...(isClockRead ? [] : ['clock-unreadable' as const]),
      // Where neither is strange in itself, something is missing.
      ...(others || isClockRead ? ['field-ignored' as const] : []),
    ],
    fault,
  };
}

/** A fault by its place and in words. What nobody asked for is not named: its name may say anything. */
function toldOf({ instancePath, keyword, params }: ErrorObject): EventFault {
  const missing = keyword === 'required' ? `/${String(params.missingProperty)}` : '';
  const place = `${instancePath}${missing}`.slice(1);
  const words =
    keyword === 'additionalProperties' ? 'この形にない項目があります' : wordsOfFault(keyword, params);
  return place === '' ? `event ${words}` : `/${place} ${words}`;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseEvent(fields: Raw): GatewayEvent {
  return fields as GatewayEvent;
}
