import type { AccessSettings, SettingName } from '../../authority/settings/access-settings.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findUnknownSites } from './find-unknown-sites.ts';
import { judgeSetting } from './judge-setting.ts';
import { type Decision, saveDecision } from './save-decision.ts';

export type SettingDecision<Name extends SettingName> = Decision<Name> & {
  /** From where it is decided; absent at the terminal. */
  readonly address?: string;
};

/** Decides, in the ministry's name and with a reason, how its people are let in; what was decided before stays. */
export function decideSetting<Name extends SettingName>(
  deps: ActDeps,
  context: ActContext,
  { name, value, reason, address }: SettingDecision<Name>,
): Promise<Result<{ readonly version: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const asked: Partial<AccessSettings> = { [name]: value };
    const errors = [...judgeSetting(asked, address), ...(await findUnknownSites(tx.db, asked))];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const version = await saveDecision(tx, context, { name, value, reason });
    tx.recordMinistry(
      {
        kind: 'access-setting-decided',
        details: { setting: name, version, value },
        personal: { recordClass: 'act', data: { reason } },
      },
      [],
    );
    return ok({ version });
  });
}
