import { buildDatabaseClock } from '../../db/database-clock.ts';
import { databaseOf } from '../../db/pool.ts';
import { buildClockWatch } from '../../log/watching/build-clock-watch.ts';
import { hasOfficer } from '../../operators/roles/has-officer.ts';
import { buildLogger } from '../starting/build-logger.ts';
import { makeFirstOffice } from '../starting/first-start.ts';
import { firstSteps } from '../starting/first-steps.ts';
import { startService } from '../starting/start-service.ts';
import { welcome, welcomeBack } from '../starting/welcome.ts';
import { readOptions } from '../terminal/read-options.ts';
import { readSettings } from '../terminal/read-settings.ts';
import type { Command } from '../terminal/terminal.ts';

export const serve: Command = {
  name: 'serve',
  summary: {
    ja: 'サービスを動かす（初回は見本の庁舎つき）',
    en: 'run the service (with a demo office at first)',
  },
  help: {
    ja: `  % serve
  PORT=8080 DATA_DIR=/srv/sekisho % serve
  DATABASE_URL_FILE=/run/secrets/db HOST=0.0.0.0 BEHIND_TLS_PROXY=1 % serve

DATABASE_URL がなければ、組込みの PostgreSQL を DATA_DIR（既定 .data）で動かします。
その初回に限り、見本の庁舎を作り、試し方を表示します。だれも役割を持たない間は、最初の責任者を立てる手順を表示します。
この機械の外へ開くには TLS_CERT_FILE と TLS_KEY_FILE、又は BEHIND_TLS_PROXY=1 が要ります。
Ctrl+C で受付を止め、処理中の記録を終えてから終わります。二度目の Ctrl+C は待ちません。`,
    en: `  % serve
  PORT=8080 DATA_DIR=/srv/sekisho % serve
  DATABASE_URL_FILE=/run/secrets/db HOST=0.0.0.0 BEHIND_TLS_PROXY=1 % serve

Without DATABASE_URL an embedded PostgreSQL runs on DATA_DIR (.data); only there and only on its first start
a demo office is made, with a word on what to try. While nobody holds a role it says how the first officer is made.
Beyond this machine it needs TLS_CERT_FILE and TLS_KEY_FILE, or BEHIND_TLS_PROXY=1.
Ctrl+C stops listening and finishes what is under way; a second Ctrl+C does not wait.`,
  },
  async run(terminal, args) {
    readOptions(args, {});
    const config = readSettings(terminal);
    const { now, elapsed, host } = terminal;
    const clock = buildDatabaseClock({ now }, elapsed);
    const log = buildLogger({
      level: config.logLevel,
      as: terminal.isOutputShown ? 'lines' : 'json',
      colours: terminal.colours,
    });
    const service = await startService(config, {
      log,
      clock,
      watchClock: (deps) => buildClockWatch(deps, { clock, elapsed, host }),
      prepare: async (deps, ownerUrl) => ({
        first:
          ownerUrl === undefined ? undefined : await makeFirstOffice(deps, ownerUrl, terminal, config.host),
        isReady: await hasOfficer(databaseOf(deps.pool), clock.now()),
      }),
    });
    const stop = () => {
      terminal.say({ ja: '処理中の記録を終えて止まります。', en: 'stopping; finishing what is under way.' });
      return service.stop();
    };
    // Before it says that it listens: whoever reads that may stop it.
    const stopped = terminal.untilStopped(stop);
    const { first, isReady } = service.prepared;
    if (first !== undefined) terminal.say(welcome(service.url, terminal, config.dataDir, first));
    else if (!isReady) terminal.say(firstSteps(service.url, terminal, config.dataDir));
    else if (config.database.kind === 'embedded')
      terminal.say(welcomeBack(service.url, terminal, config.dataDir));
    if (service.dataElsewhere !== undefined) {
      terminal.say({
        ja: `記録は ${service.dataElsewhere} にあります（PostgreSQL の利用者が ${config.dataDir} に届かないため）。始めからやり直すには、止めてからそれを消してください。`,
        en: `The data lies in ${service.dataElsewhere}, because PostgreSQL's user cannot reach ${config.dataDir}; stop and remove that folder to begin anew.`,
      });
    }
    terminal.say({
      ja: `関所は ${service.url} で待っています。文書は ${service.url}/docs 、止めるには Ctrl+C 。`,
      en: `Sekisho listens on ${service.url}; documentation at ${service.url}/docs; Ctrl+C stops it.`,
    });
    return stopped;
  },
};
