import { describe, expect, it } from 'vitest';
import { buildDatabaseClock } from '../../../src/db/database-clock.ts';

const noon = Date.parse('2026-11-27T03:00:00Z');
const seconds = 1_000;
const day = 86_400 * seconds;

/** Two clocks that tests set, and time that only goes on. */
function aMachine() {
  let own = noon;
  let database = noon;
  let elapsed = 0;
  const clock = buildDatabaseClock({ now: () => new Date(own) }, () => elapsed);
  return {
    passes(milliseconds: number) {
      own += milliseconds;
      database += milliseconds;
      elapsed += milliseconds;
    },
    stepOwn(milliseconds: number) {
      own += milliseconds;
    },
    stepDatabase(milliseconds: number) {
      database += milliseconds;
    },
    /** Asks the database; the answer takes as long as given, half of it each way. */
    look(tookMs = 0) {
      const asked = elapsed;
      this.passes(tookMs / 2);
      const answer = new Date(database);
      this.passes(tookMs / 2);
      return clock.compare(answer, asked, elapsed);
    },
    ahead: () => clock.now().getTime() - database,
  };
}

const right = { offMs: undefined, steppedMs: undefined };

describe('the clock of an instance', () => {
  it("is the machine's own before the database was asked, and while both agree", () => {
    const machine = aMachine();
    machine.stepOwn(day);
    expect(machine.ahead()).toBe(day);
    machine.stepOwn(4 * seconds - day);
    expect(machine.look()).toEqual(right);
    machine.passes(day);
    expect(machine.ahead()).toBe(4 * seconds);
  });

  it.each([6 * seconds, -6 * seconds, -90 * seconds, day, -day])(
    "is the database's where the machine's is off: %i ms",
    (off) => {
      const machine = aMachine();
      machine.stepOwn(off);
      expect(machine.look()).toEqual({ offMs: off, steppedMs: undefined });
      machine.passes(day);
      expect(machine.ahead()).toBe(0);
    },
  );

  it('does not follow the machine where that jumps between two looks, there and back', () => {
    const machine = aMachine();
    machine.look();
    machine.stepOwn(day);
    expect(machine.ahead()).toBe(0);
    expect(machine.look()).toEqual({ offMs: day, steppedMs: undefined });
    machine.stepOwn(-day);
    expect(machine.look()).toEqual(right);
    expect(machine.ahead()).toBe(0);
  });

  it('follows the database where that jumps, at the next look, and says by how much', () => {
    const machine = aMachine();
    machine.look();
    machine.passes(60 * seconds);
    machine.stepDatabase(-day);
    expect(machine.look()).toEqual({ offMs: day, steppedMs: -day });
    expect(machine.ahead()).toBe(0);
    expect(machine.look()).toEqual({ offMs: day, steppedMs: undefined });
  });

  it('tells a jump of both from a long time without a look', () => {
    const machine = aMachine();
    machine.look();
    machine.passes(day);
    expect(machine.look()).toEqual(right);
    machine.stepOwn(day);
    machine.stepDatabase(day);
    expect(machine.look()).toEqual({ offMs: undefined, steppedMs: day });
  });

  it('takes the answer to have been given halfway', () => {
    const machine = aMachine();
    machine.stepOwn(4_900);
    expect(machine.look(1_800)).toEqual(right);
  });
});
