import { prepareTrial } from '../../access/what-if/prepare-trial.ts';
import { replayTrial } from '../../access/what-if/replay-trial.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { parsePlanText } from '../../zones/plan/parse-plan-text.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { findPolicy, loadPolicy } from '../../zones/regulation/load-policy.ts';
import { withDatabase } from '../database/with-database.ts';
import { readNamedFile } from '../terminal/read-named-file.ts';
import { needed, readOptions, wholeNumber } from '../terminal/read-options.ts';
import { readSettings } from '../terminal/read-settings.ts';
import { BadUse, type Command, Obstacle, type Terminal } from '../terminal/terminal.ts';

export const whatIf: Command = {
  name: 'what-if',
  summary: {
    ja: '採択前の図面・クラス・規程集を、これまでの記録に当てはめて試す',
    en: 'try a plan, a class or a package on the passages of the last days',
  },
  help: {
    ja: `  % what-if --site 0199… --days 30 --class office=3
  % what-if --site 0199… --days 30 --plan plan.json
  % what-if --site 0199… --days 30 --package meti-2019

その間の読取りを、そのときの事実のまま試す規則で判定し直し、判定が変わる通行の数と、
入れなくなる人、変わる扉を JSON で標準出力に書きます。何も書き込みません。`,
    en: `  % what-if --site 0199… --days 30 --class office=3
  % what-if --site 0199… --days 30 --plan plan.json
  % what-if --site 0199… --days 30 --package meti-2019

Decides the reads of those days anew by the rules that are tried, with the facts of their moments, and writes as JSON how many
would be decided otherwise, who would not be let in any more and at which doors. It writes nothing to the database.`,
  },
  async run(terminal, args) {
    const { values } = readOptions(args, {
      site: { type: 'string' },
      days: { type: 'string' },
      class: { type: 'string', multiple: true },
      plan: { type: 'string' },
      package: { type: 'string' },
    });
    const siteId = needed(values.site, '--site');
    const days = wholeNumber(needed(values.days, '--days'), '--days', 1, 3_660);
    const plan = values.plan === undefined ? undefined : readPlan(terminal, values.plan);
    const draft = { plan, classes: values.class?.map(parseClass), package: values.package };
    const policy = loadPolicy(readSettings(terminal).policy);
    const answer = await withDatabase(terminal, async ({ pool }) => {
      const prepared = await prepareTrial({ pool, policy, findPolicy }, siteId, draft);
      if (!prepared.ok) return prepared;
      const since = new Date(terminal.now().getTime() - days * dayMs);
      const { trial } = prepared.value;
      return { ok: true, value: await replayTrial(pool, policy, { siteId, trial, since }) } as const;
    });
    if (!answer.ok || answer.value === undefined) {
      const why = answer.ok ? siteId : JSON.stringify(answer.refusal);
      throw new Obstacle({ ja: `試せません: ${why}`, en: `cannot be tried: ${why}` });
    }
    terminal.write(JSON.stringify(answer.value, null, 2));
    return 0;
  },
};

function readPlan(terminal: Terminal, path: string): SitePlan {
  const plan = parsePlanText(new TextDecoder().decode(readNamedFile(terminal, path)));
  if (plan === undefined) throw new BadUse({ ja: `図面ではありません: ${path}`, en: `no plan: ${path}` });
  return plan;
}

/** `office=3` */
function parseClass(text: string): { readonly zone: string; readonly class: number } {
  const [zone = '', zoneClass = ''] = text.split('=');
  return { zone, class: wholeNumber(zoneClass, `--class ${zone}`, 0, 9) };
}
