import type { Actor } from '../../kernel/actor.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { recordFinding } from '../../log/writing/record-finding.ts';

const everyMs = 10 * 60_000;

/** Notes that 管理者権限 was tried from elsewhere, and tells of it: never at the try itself, which must hold no head. */
export type ElsewhereReporter = {
  readonly note: (actor: Actor) => void;
  readonly report: () => Promise<void>;
};

/** Tells at once, then once in ten minutes, of whoever tried meanwhile: an entry of the ministry and an alarm a site. */
export function buildElsewhereReporter(deps: ActDeps): ElsewhereReporter {
  let tried: { readonly tries: number; readonly actors: ReadonlyMap<string, Actor> } | undefined;
  let reportedAt = Number.NEGATIVE_INFINITY;
  return {
    note(actor) {
      const { tries = 0, actors = new Map<string, Actor>() } = tried ?? {};
      tried = { tries: tries + 1, actors: new Map([...actors, [actor.id, actor]]) };
    },
    async report() {
      const now = deps.clock.now().getTime();
      if (tried === undefined || Math.abs(now - reportedAt) < everyMs) return;
      const { tries, actors } = tried;
      const [one] = actors.values();
      const about = actors.size === 1 && one?.type === 'person' ? { subject: { person: one.id } } : {};
      const alarm = { type: 'alarm', kind: 'admin-elsewhere', active: true } as const;
      const details = { tries, holders: actors.size };
      tried = undefined;
      await recordFinding(deps, { kind: 'admin-elsewhere', details, ...about, alarms: [alarm] });
      reportedAt = now;
    },
  };
}
