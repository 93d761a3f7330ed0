import type { Words } from '../kernel/words.ts';
import { calledOn } from './called-on.ts';
import type { Terminal } from './terminal.ts';

/**
 * What to do next where no person holds a role yet: from an empty database to the first officer. The commands act on the
 * database itself, so they take the settings that the service has.
 */
export function firstSteps(terminal: Terminal, dataDir: string): Words {
  const program = calledOn(terminal, dataDir);
  const names = "--organisation '○○省' --site '本館' --officer '○○ ○○' --rights-admin '○○ ○○'";
  const init = `${program} init ${names}`;
  const own = `${program} token create --person <person>`;
  return {
    ja: `
まだだれも役割を持っていません。最初の責任者を立てるまで、次のとおり進めてください。
コマンドは、このサービスと同じ設定（DATABASE_URL など）で行います。詳しくは README.md 。

1. 組織、庁舎、最初の責任者を登録する（統括情報セキュリティ責任者と、権限管理を行う者。記録に残ります）
${init}

2. 表示された id で、それぞれのトークンを作る
${own}
`,
    en: `
Nobody holds a role yet. These are the steps to the first officer; the commands take the settings that this service has
(DATABASE_URL and so on). README.md tells more.

1. register organisation, site and the first officers (統括情報セキュリティ責任者 and 権限管理を行う者; it is recorded)
${init}

2. mint each of them a token, by the ids that were printed
${own}
`,
  };
}
