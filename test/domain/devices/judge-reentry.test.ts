import { describe, expect, it } from 'vitest';
import { judgeReentry } from '../../../src/devices/take-outs/judge-reentry.ts';
import { permitStates } from '../../../src/permits/lifecycle/permit-lifecycle.ts';

const done = { antivirus: true, patches: true };
const connected = { outsideNetwork: true };

describe('the re-entry of what was on a network outside', () => {
  it.each(permitStates)('%s', (state) => {
    const opens = ['in-use', 'closed', 'revoked'].includes(state);
    expect(judgeReentry(state, connected, done)?.code).toBe(opens ? undefined : 'conflict');
  });

  it('names every check that is answered no', () => {
    const refusal = judgeReentry('closed', connected, { antivirus: false, patches: false });
    expect(refusal).toMatchObject({ errors: [{ at: '/checks/antivirus' }, { at: '/checks/patches' }] });
    expect(judgeReentry('closed', connected, { ...done, patches: false })).toMatchObject({
      code: 'unprocessable',
      errors: [{ at: '/checks/patches' }],
    });
  });

  it('is not asked of what was on no such network', () => {
    expect(judgeReentry('closed', { outsideNetwork: false }, done)?.code).toBe('conflict');
  });
});
