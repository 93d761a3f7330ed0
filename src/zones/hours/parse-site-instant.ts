import { isInstant } from '../../kernel/is-instant.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { instantOf } from './instant-of.ts';

/**
 * An instant (RFC 3339 with offset), or a date for 00:00 of that day at the site. Undefined for what is neither, or
 * lies outside 1900–9999.
 */
export function parseSiteInstant(text: string, timeZone: string): Date | undefined {
  if (isInstant(text)) return new Date(text);
  return isInstant(`${text}T00:00:00Z`) ? new Date(instantOf(text, '00:00', timeZone)) : undefined;
}

const notAnInstant = '日時（RFC 3339、時差つき）か日付で指定してください。';

/**
 * A moment that a query asks about, undefined where it asks about none; refused where it is no moment, or is still to come:
 * nothing is known of it, and the answer would be another one tomorrow.
 */
export function parsePastMoment(
  site: { readonly timeZone: string; readonly now: Date },
  name: string,
  text: string | undefined,
): Result<Date | undefined, Refusal> {
  if (text === undefined) return ok(undefined);
  const at = `/query/${name}`;
  const moment = parseSiteInstant(text, site.timeZone);
  if (moment === undefined) {
    return refuse({ code: 'bad-request', errors: [{ at, message: notAnInstant }] });
  }
  const message = 'まだ来ていない時点は指定できません。';
  return moment > site.now ? refuse({ code: 'bad-request', errors: [{ at, message }] }) : ok(moment);
}

/** Two bounds of time, the second exclusive; refused where one is none or they are the wrong way round. */
export function parseBounds(
  timeZone: string,
  from: string | undefined,
  until: string | undefined,
): Result<{ readonly from: Date | undefined; readonly until: Date | undefined }, Refusal> {
  const errors: FieldError[] = [];
  const read = (name: string, text: string | undefined) => {
    const at = text === undefined ? undefined : parseSiteInstant(text, timeZone);
    if (text !== undefined && at === undefined) {
      errors.push({ at: `/query/${name}`, message: notAnInstant });
    }
    return at;
  };
  const bounds = { from: read('from', from), until: read('until', until) };
  if (
    errors.length === 0 &&
    bounds.from !== undefined &&
    bounds.until !== undefined &&
    bounds.from >= bounds.until
  ) {
    errors.push({ at: '/query/until', message: '終わりは始まりより後にしてください。' });
  }
  return errors.length > 0 ? refuse({ code: 'bad-request', errors }) : ok(bounds);
}

/** The same where both bounds are asked for. */
export function parseInterval(
  timeZone: string,
  from: string,
  until: string,
): Result<{ readonly from: Date; readonly until: Date }, Refusal> {
  const bounds = parseBounds(timeZone, from, until);
  if (!bounds.ok) return bounds;
  const { from: first, until: end } = bounds.value;
  return first === undefined || end === undefined
    ? refuse({ code: 'bad-request' })
    : ok({ from: first, until: end });
}
