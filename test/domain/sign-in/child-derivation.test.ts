import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { afterAll, afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { buildChildDerivation } from '../../../src/sign-in/passwords/build-child-derivation.ts';
import { deriveKey } from '../../../src/sign-in/passwords/derive-key.ts';

describe('the child process that derives keys', () => {
  const child = buildChildDerivation();
  const one = { password: 'one', salt: 'c2FsdHNhbHRzYWx0c2E=', iterations: 100 };
  const ofExecutable = process.execPath;
  afterAll(() => child.close());
  afterEach(() => {
    process.execPath = ofExecutable;
  });

  it('derives what this process would, one for each that asks', async () => {
    const asked = ['one', 'two'].map((password) => ({ ...one, password }));
    expect(await Promise.all(asked.map(child.deriveKey))).toEqual(await Promise.all(asked.map(deriveKey)));
  });

  it.runIf(process.platform === 'linux')('derives on a thread of the lowest priority', async () => {
    const derives = fork('src/sign-in/passwords/derive-in-child.ts', ['giving way'], {
      execArgv: ['--import', 'tsx'],
    });
    onTestFinished(() => void derives.kill());
    derives.send({ id: 1, ...one, iterations: 1_000_000 });
    await once(derives, 'message');
    expect(busiestThreadOf(derives.pid).nice).toBe(constants.priority.PRIORITY_LOW);
  });

  it.runIf(process.platform === 'linux')(
    'derives as fast as the service may, where giving way means never',
    async () => {
      const hurried = buildChildDerivation({ patienceMs: 1 });
      onTestFinished(() => hurried.close());
      const before = new Set(childrenOfThis());
      const long = hurried.deriveKey({ ...one, iterations: 1_000_000_000 });
      const nices = () =>
        childrenOfThis().flatMap((pid) => (before.has(pid) ? [] : busiestThreadOf(pid).nice));
      await expect.poll(nices).toEqual([0]);
      // Nor does the next one wait in vain first.
      const next = await hurried.deriveKey(one);
      expect(next).toBe(await deriveKey(one));
      expect(nices()).toEqual([0, 0]);
      hurried.close();
      await expect(long).rejects.toThrow();
    },
  );

  it('says so to whoever waits where it cannot be started, and is started by the next', async () => {
    const fresh = buildChildDerivation();
    onTestFinished(() => fresh.close());
    process.execPath = '/nowhere/node';
    await Promise.all([one, one].map((asked) => expect(fresh.deriveKey(asked)).rejects.toThrow()));
    process.execPath = ofExecutable;
    expect(await fresh.deriveKey(one)).toBe(await deriveKey(one));
  });

  it('says so to whoever waits when it ends, and is started anew by the next', async () => {
    const fresh = buildChildDerivation();
    onTestFinished(() => fresh.close());
    const long = fresh.deriveKey({ ...one, iterations: 1_000_000_000 });
    fresh.close();
    await expect(long).rejects.toThrow();
    expect(await fresh.deriveKey(one)).toBe(await deriveKey(one));
  });
});

/** The processes that this one has started and that have not ended (proc_pid_task_children(5)). */
function childrenOfThis(): readonly number[] {
  return readdirSync(`/proc/${process.pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${process.pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}

/** Whichever thread has used most of the processor: by proc_pid_stat(5), the times are fields 14 and 15, the nice value field 19. */
function busiestThreadOf(pid: number | undefined): { readonly ticks: number; readonly nice: number } {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { ticks: Number(fields[11]) + Number(fields[12]), nice: Number(fields[16]) };
  });
  const [busiest] = threads.toSorted((one, other) => other.ticks - one.ticks);
  if (busiest === undefined) throw new Error(`${pid} has no thread`);
  return busiest;
}
