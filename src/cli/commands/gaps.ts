import { loadZoneOfficers } from '../../authority/load-zone-officers.ts';
import { databaseOf } from '../../db/pool.ts';
import { gapCsvLines } from '../../gaps/gap-csv-lines.ts';
import { gapPage } from '../../gaps/gap-page.ts';
import { judgingGaps } from '../../gaps/judging-gaps.ts';
import { loadGapFacts } from '../../gaps/load-gap-facts.ts';
import { shownGaps } from '../../gaps/shown-gaps.ts';
import { csvDocument } from '../../kernel/csv-text.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import { loadPolicy } from '../../zones/regulation/load-policy.ts';
import { withDatabase } from '../database/with-database.ts';
import { needed, readOptions } from '../terminal/read-options.ts';
import { readSettings } from '../terminal/read-settings.ts';
import { type Command, Obstacle } from '../terminal/terminal.ts';

export const gaps: Command = {
  name: 'gaps',
  summary: { ja: '区域ごとに足りない対策の一覧', en: 'what each zone lacks, by row' },
  help: {
    ja: `  % gaps --site 0199… > gaps.csv
  % gaps --site 0199… --html > gaps.html
  % gaps --site 0199… --json

別表1・2 の全行について、求められること、証跡、不足、方針未決定、例外措置の期限を、CSV（既定）、印刷用の HTML 又は JSON で書きます。`,
    en: `  % gaps --site 0199… > gaps.csv
  % gaps --site 0199… --html > gaps.html
  % gaps --site 0199… --json

Of every row of the tables: what is asked, what shows that it is kept, what is missing or undetermined, and until when an exception runs; as
CSV, as a page to print, or as JSON.`,
  },
  async run(terminal, args) {
    const { values } = readOptions(args, {
      site: { type: 'string' },
      html: { type: 'boolean' },
      json: { type: 'boolean' },
    });
    const siteId = needed(values.site, '--site');
    const policy = loadPolicy(readSettings(terminal).policy);
    const facts = await withDatabase(terminal, ({ pool }) => {
      const now = terminal.now();
      const officersOf = (id: string) => loadZoneOfficers(databaseOf(pool), id, now);
      return loadGapFacts({ pool, policy, loadZoneOfficers: officersOf }, siteId, now);
    });
    if (facts === undefined) {
      throw new Obstacle({ ja: `庁舎 ${siteId} は登録されていません`, en: `there is no site ${siteId}` });
    }
    const report = await inSlices(judgingGaps(facts));
    const shown = shownGaps(report, policy.values, facts.plan.site.timeZone);
    if (values.json === true) terminal.write(JSON.stringify(report, null, 2));
    else
      terminal.write(
        values.html === true
          ? gapPage(shown, `不足報告 ${policy.title} ${policy.edition}`)
          : csvDocument(gapCsvLines(shown)),
      );
    return 0;
  },
};
