import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { End, Instant, SiteParams, strict, Uuid, Words } from '../../api/schemas.ts';
import { ok } from '../../kernel/result.ts';
import { addApplicationRoutes } from '../../permits/applying/add-application-routes.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { transferApplication } from './transfer-application.ts';
import { TransferTerms } from './transfer-terms.ts';

const TransferPermitBody = Type.Object(
  {
    persons: Type.Array(Uuid, {
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      description: '渡す行政事務従事者',
    }),
    from: Instant,
    until: End,
    purpose: Words,
    terms: TransferTerms,
  },
  { ...strict, title: 'TransferApplication' },
);

/** 移送・提供の許可 (METI 13), which whoever hands 要保護情報 over names. */
export const transferPermitRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  addApplicationRoutes(app, deps, {
    path: '/sites/:site/transfers',
    kinds: ['transfer'],
    clause: 'METI 13',
    params: SiteParams,
    body: TransferPermitBody,
    words: {
      summary: '要保護情報の移送・提供の許可を申請する',
      description:
        '申請した人の課室情報セキュリティ責任者が許可します。定期の発送（standing）は366日まで。要保護情報を業者に引き渡し、又は区域外へ文書使送するときに、許可の番号（id）を information.permission に書きます。',
      resubmit: '差し戻された移送・提供の申請を直して出し直す',
    },
    applicationOf: (asked) => ok(transferApplication(asked)),
  });
};
