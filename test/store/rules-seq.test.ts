import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFindRules } from '../../src/access/rules/build-find-rules.ts';
import { buildRulesCache } from '../../src/access/rules/rules-cache.ts';
import { ministryLogId, newId } from '../../src/kernel/ids.ts';
import { ok } from '../../src/kernel/result.ts';
import { kindsWith } from '../../src/log/entry/entry-kinds.ts';
import { type ActTx, performAct } from '../../src/log/writing/perform-act.ts';
import { takeHeads } from '../../src/log/writing/take-heads.ts';
import { loadPolicy } from '../../src/zones/regulation/load-policy.ts';
import { addOpenings } from '../../src/zones/rules/add-openings.ts';
import { anOpening } from '../support/a-ruled-zone.ts';
import { aSite } from '../support/a-site.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let touched: string;
let untouched: string;
beforeAll(async () => {
  test = await startTestApp();
  touched = await aSite(test);
  untouched = await aSite(test);
});
afterAll(() => test.close());

type Head = { readonly epoch: string; readonly seq: number; readonly rulesSeq: number };

async function headOf(siteId: string): Promise<Head> {
  const { rows } = await test.pool.query<Head>(
    'select epoch, seq, rules_seq as "rulesSeq" from heads where site_id = $1',
    [siteId],
  );
  const [head] = rows;
  if (head === undefined) throw new Error(`no head of ${siteId}`);
  return head;
}

const act = (
  heads: readonly string[],
  record: (tx: ActTx) => number,
  write?: (tx: ActTx, seq: number) => Promise<void>,
) =>
  performAct(test.deps, fromTerminal(), async (tx) => {
    await tx.takeHeads(heads);
    const seq = record(tx);
    await write?.(tx, seq);
    return ok(seq);
  });

describe('the rules of a site', () => {
  it.each(kindsWith('changesRules'))('are others from an act of its own on: %s', async (kind) => {
    await act([touched], (tx) => tx.record(touched, { kind }));
    const { seq, rulesSeq } = await headOf(touched);
    expect(rulesSeq).toBe(seq);
  });

  it.each(kindsWith('changesRules'))('are others where a ministry act touches it: %s', async (kind) => {
    const before = { ministry: await headOf(ministryLogId), untouched: await headOf(untouched) };
    await act([ministryLogId, touched, untouched], (tx) => tx.recordMinistry({ kind }, [touched]));
    const { seq, rulesSeq } = await headOf(touched);
    expect(rulesSeq).toBe(seq);
    expect(await headOf(untouched)).toEqual(before.untouched);
    expect(await headOf(ministryLogId)).toEqual({ ...before.ministry, seq: before.ministry.seq + 1 });
  });

  it('stay as they are after an act that is not about them', async () => {
    const before = await headOf(touched);
    await act([ministryLogId, touched], (tx) => tx.recordMinistry({ kind: 'card-lost' }, [touched]));
    expect(await headOf(touched)).toEqual({ ...before, seq: before.seq + 1 });
  });
});

describe('the rules in force', () => {
  const cache = buildRulesCache(loadPolicy('unified-h24-draft'));
  const find = (siteId = touched) => buildFindRules(test.pool, cache)(siteId);
  const [first, second, third] = [newId<'permit'>(), newId<'permit'>(), newId<'permit'>()];

  /** Opens a row, as a permit would, and with it changes the rules of the site. */
  const open = (id: string) =>
    act(
      [touched],
      (tx) => tx.record(touched, { kind: 'rule-opened' }),
      (tx, seq) => addOpenings(tx, touched, [anOpening({ id, row: 't2r14', kind: 'exception' })], seq),
    );
  const openedBy = (rules: Awaited<ReturnType<typeof find>>) => rules?.layers.openings.map(({ id }) => id);

  it('are read once while they stand, for all who ask at once', async () => {
    const [one, other] = await Promise.all([find(), find()]);
    expect(one?.zones.has('office')).toBe(true);
    expect(other).toBe(one);
    expect(await find()).toBe(one);
  });

  it('are those that batches keep, whoever read them', async () => {
    expect(cache.get(touched)).toBe(await find());
    await open(first);
    const connection = await test.pool.connect();
    const read = await cache.load(takeHeads(connection, [touched]).client, touched);
    connection.release();
    expect(await find()).toBe(read);
  });

  it('are others from the answer to an act that changed them on', async () => {
    const before = await find();
    await open(second);
    expect(openedBy(await find())).toEqual([first, second]);
    expect(openedBy(before)).toEqual([first]);
  });

  it('never take the place of newer ones, however late they were read', async () => {
    const { epoch, rulesSeq } = await headOf(touched);
    const { seq: ministrySeq } = await headOf(ministryLogId);
    await open(third);
    const newer = await find();
    const late = await cache.find(test.pool, touched, { epoch, rulesSeq, ministrySeq });
    expect(openedBy(late)).toEqual([first, second]);
    expect(cache.get(touched)).toBe(newer);
  });

  it('are none of a site that is not there', async () => {
    expect(await find('00000000-0000-7000-8000-000000000099')).toBeUndefined();
  });
});
