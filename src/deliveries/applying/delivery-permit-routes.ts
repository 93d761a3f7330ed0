import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Code, End, Instant, SiteParams, strict, Uuid, Words } from '../../api/schemas.ts';
import { ok } from '../../kernel/result.ts';
import { addApplicationRoutes } from '../../permits/applying/add-application-routes.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { deliveryApplication } from './delivery-application.ts';
import { DeliveryTerms } from './delivery-terms.ts';

const clause = '2.3.1.1(8)(a)';

const DeliveryPermitBody = Type.Object(
  {
    persons: Type.Array(Uuid, {
      maxItems: 200,
      uniqueItems: true,
      description: '区域に入る受渡業者。空ならその会社のだれでも',
    }),
    zones: Type.Array(Code, { minItems: 1, maxItems: 50, uniqueItems: true }),
    from: Instant,
    until: End,
    purpose: Words,
    purposeCode: Type.Optional(Code),
    conditions: Type.Optional(Type.Array(Code, { maxItems: 50 })),
    terms: DeliveryTerms,
  },
  { ...strict, title: 'DeliveryApplication' },
);

/** 受渡しの許可 (2.3.1.1(8)(a), 別表2 rows 17 and 18), where the rows ask for one. */
export const deliveryPermitRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  addApplicationRoutes(app, deps, {
    path: '/sites/:site/delivery-permits',
    kinds: ['delivery'],
    clause,
    params: SiteParams,
    body: DeliveryPermitBody,
    words: {
      summary: '受渡しの許可を申請する',
      description:
        '答えの rule が、効いている対策です。行17・18が「要」の区域だけに要り、不要の区域では受渡しの記録だけで足ります。定期の納入業者は366日まで。会社（carrier）は、法人格の有無や字の幅を問わずに照らし合わせます。',
      resubmit: '差し戻された受渡しの申請を直して出し直す',
    },
    applicationOf: (asked) => ok(deliveryApplication(asked)),
  });
};
