import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Code, End, Instant, SiteParams, strict, Words } from '../../api/schemas.ts';
import { databaseOf } from '../../db/pool.ts';
import { ok } from '../../kernel/result.ts';
import { addApplicationRoutes } from '../../permits/applying/add-application-routes.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { installingApplication } from './installing-application.ts';
import { InstallingTerms, LinkingTerms } from './installing-terms.ts';
import { linkingApplication } from './linking-application.ts';

const askedFields = { from: Instant, until: End, purpose: Words };

const InstallingBody = Type.Object(
  {
    ...askedFields,
    zones: Type.Array(Code, { minItems: 1, maxItems: 1, description: '設置する区域' }),
    terms: InstallingTerms,
  },
  { ...strict, title: 'InstallingApplication' },
);

const LinkingBody = Type.Object(
  {
    ...askedFields,
    zones: Type.Array(Code, {
      minItems: 2,
      maxItems: 2,
      uniqueItems: true,
      description: 'LANをつなぐ二つの区域',
    }),
    terms: LinkingTerms,
  },
  { ...strict, title: 'LinkingApplication' },
);

/** 設置と接続の許可・届出 (別表2 (5) and (6)): additions only. */
export const installingPermitRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  addApplicationRoutes(app, deps, {
    path: '/sites/:site/installations',
    kinds: ['installing'],
    clause: '別表2(5)',
    params: SiteParams,
    body: InstallingBody,
    words: {
      summary: '端末・サーバ装置・通信回線装置の追加の設置、又は行36 の利用を申請し、届け出る',
      description:
        '答えの rule が行の値とその由来です。行に条件（demands）があれば、terms に書かなければ受け付けません。設置した機器の登録（equipment）に、この番号（id）を permit として書きます。',
      resubmit: '差し戻された設置の申請を直して出し直す',
    },
    applicationOf: (asked) => ok(installingApplication(asked)),
  });

  addApplicationRoutes(app, deps, {
    path: '/sites/:site/links',
    kinds: ['linking'],
    clause: '別表2(6)',
    params: SiteParams,
    body: LinkingBody,
    words: {
      summary: '二つの区域のLANの接続を申請し、届け出る',
      description:
        '区域ごとに相手のクラスの行（28〜35）により、両方を満たすものだけができます。「準じる」は、リスクの検討の書面（riskReview）を伴う情報セキュリティ責任者の許可です。',
      resubmit: '差し戻された接続の申請を直して出し直す',
    },
    applicationOf: async (asked, { site }) =>
      ok(linkingApplication(asked, await findZones(db, site, asked.zones))),
  });
};
