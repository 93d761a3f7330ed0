import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { ok } from '../../src/kernel/result.ts';
import { kindsWith } from '../../src/log/entry-kinds.ts';
import { type ActTx, performAct } from '../../src/log/perform-act.ts';
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

async function headOf(siteId: string): Promise<{ readonly seq: number; readonly rulesSeq: number }> {
  const { rows } = await test.pool.query(
    'select seq, rules_seq as "rulesSeq" from heads where site_id = $1',
    [siteId],
  );
  return rows[0];
}

const act = (heads: readonly string[], record: (tx: ActTx) => number) =>
  performAct(test.deps, fromTerminal(), async (tx) => {
    await tx.takeHeads(heads);
    return ok(record(tx));
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
    expect(await headOf(touched)).toEqual({ seq: before.seq + 1, rulesSeq: before.rulesSeq });
  });
});
