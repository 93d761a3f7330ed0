import type { Words } from '../kernel/words.ts';
import { calledOn } from './called-on.ts';
import { curlLine } from './curl-line.ts';
import type { Terminal } from './terminal.ts';

/** The machine that registers whoever is first; its role may end once an officer stands. */
const machine = 'setup';

/**
 * What to do next where no person holds a role yet: from an empty database to the first officer. The commands act on the
 * database itself, so they take the settings that the service has.
 */
export function firstSteps(url: string, terminal: Terminal, dataDir: string): Words {
  const program = calledOn(terminal, dataDir);
  const api = `${url}/api/v1`;
  const give = `${program} role give rights-admin --machine ${machine}`;
  const mint = `${program} token create --machine ${machine}`;
  const ministry = curlLine(`${api}/organisations`, '<token>', { name: '○○省', kind: 'ministry' });
  const person = curlLine(`${api}/persons`, '<token>', {
    kind: 'staff',
    name: '○○ ○○',
    organisationId: '<organisation>',
  });
  const officer = `${program} role give general-officer --person <person>`;
  const own = `${program} token create --person <person>`;
  return {
    ja: `
まだだれも役割を持っていません。最初の責任者を立てるまで、次のとおり進めてください。
コマンドは、このサービスと同じ設定（DATABASE_URL など）で行います。詳しくは README.md 。

1. 登録を行う機械に権限を与え、そのトークンを作る
${give}
${mint}

2. そのトークンで、府省庁と最初の人を登録する
${ministry}
${person}

3. その人を統括情報セキュリティ責任者とし、本人のトークンを作る
${officer}
${own}
`,
    en: `
Nobody holds a role yet. These are the steps to the first officer; the commands take the settings that this service has
(DATABASE_URL and so on). README.md tells more.

1. give a machine the right to register, and mint its token
${give}
${mint}

2. with that token register the ministry and the first person
${ministry}
${person}

3. make that person the general officer (統括情報セキュリティ責任者), and mint their own token
${officer}
${own}
`,
  };
}
