import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reasons } from '../../src/access/decide/reasons.ts';
import { verdicts } from '../../src/access/decide/verdicts.ts';
import { eventFaults } from '../../src/gateways/event-faults.ts';
import { gatewayEventKinds } from '../../src/gateways/gateway-event.ts';
import { problems } from '../../src/kernel/problem.ts';
import { silentAfterMs, tooOldAfterMs } from '../../src/zones/plan/site-plan.ts';

const doc = readFileSync('docs/gateway.md', 'utf8');

/** The rows of the table whose first heading is this, cell by cell. */
function table(heading: string): readonly (readonly string[])[] {
  const [, after = ''] = doc.split(`\n| ${heading} |`);
  const [rows = ''] = after.split('\n\n');
  return rows
    .trim()
    .split('\n')
    .slice(1)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** What stands in no answer to a gateway: it sends no `If-Match` and no key of its own, and opens no socket. */
const ofOthers = new Set(
  'invalid-cursor password-change-required proof-required second-factor-required elevation-required session-locked shift-over factor-unreadable provider-away self-approval card-taken not-found method-not-allowed conflict version-mismatch version-required upgrade-required idempotency-twin-running idempotency-key-reused idempotency-answer-erased plan-refused zone-occupied announcement-closed unprocessable'.split(
    ' ',
  ),
);

describe('docs/gateway.md', () => {
  it('has every reason of a passage in the words of the table, in its order', () => {
    expect(table('code | 言葉（`says`）')).toEqual(
      Object.entries(reasons).map(([code, { says }]) => [code, says.ja]),
    );
  });

  it('has every fault of an event, and no other', () => {
    expect(table('fault | 意味')).toEqual(Object.entries(eventFaults));
  });

  it('says of every verdict and every problem what is to be done', () => {
    expect(table('verdict | 意味 | すること').map(([verdict]) => verdict)).toEqual(Object.keys(verdicts));
    const answered = Object.entries(problems).filter(([code]) => !ofOthers.has(code));
    expect(
      table('code | status | すること')
        .map(([code, status]) => `${code} ${status}`)
        .toSorted(),
    ).toEqual(answered.map(([code, { status }]) => `${code} ${status}`).toSorted());
  });

  it('has an example of 50 lines, each short enough to read', () => {
    const [, program = ''] = /^```js\n([\s\S]*?)^```$/m.exec(doc) ?? [];
    const lines = program.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(50);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('names kinds of events that there are, and the figures of a plan that does not say', () => {
    const named = [...doc.matchAll(/kind: '([a-z-]+)'/g)].map(([, kind = '']) => kind);
    expect(named.filter((kind) => !gatewayEventKinds.includes(kind))).toEqual([]);
    expect(doc).toContain(`定めがなければ ${silentAfterMs / 1000} 秒`);
    expect(doc).toContain(`定めがなければ ${tooOldAfterMs / 1000} 秒`);
  });
});
