import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Code, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import type { Principal } from '../../authority/principal.ts';
import { tracks } from '../../permits/rule/track-of.ts';
import { loadRoomsKnown } from '../../zones/knowing/load-rooms-known.ts';
import { zonesShown } from '../../zones/plan/plan-shown-to.ts';
import { loadSiteRules } from '../../zones/rules/load-site-rules.ts';
import { RequirementLinkBody } from '../../zones/rules/requirement-link-body.ts';
import type { RequirementDeps } from '../../zones/rules/requirement-routes.ts';
import { conditionWords } from './condition-words.ts';
import { type InstallingAnswer, installedSorts, judgeInstalling, judgeLinking } from './judge-installing.ts';
import { media } from './linked-row.ts';

const clause = '別表2(5)(6)';

const AnswerBody = Type.Object(
  {
    track: Choice(tracks, {
      description:
        'free はそのまま、notification は届出、permission は許可、undetermined は府省庁の判断を待つ、exception は例外措置だけ',
    }),
    conditions: Type.Array(Type.Object({ code: Type.String(), says: Type.String() })),
    lines: Type.Array(
      Type.Object({
        zone: Type.String(),
        row: Type.String(),
        clause: Type.String(),
        value: Type.String(),
        undetermined: Type.Boolean(),
        track: Choice(tracks),
        chain: Type.Array(RequirementLinkBody),
      }),
    ),
  },
  { title: 'InstallingAnswer' },
);

const ZoneParams = Type.Object({ site: Uuid, zone: Code }, strict);

/** May this stand here, and may these two zones be linked (別表2 (5) and (6)): additions only. */
export const installingRoutes: FastifyPluginAsyncTypebox<RequirementDeps> = async (app, deps) => {
  app.get(
    '/sites/:site/zones/:zone/installing',
    {
      config: { action: 'requirements.read', clause },
      schema: {
        summary: 'この区域に追加で設置してよいか',
        description:
          '端末・通信回線装置・サーバ装置（行24–26）と、管理外の回線からの直接のインターネット利用（行36）。',
        params: ZoneParams,
        querystring: Type.Object(
          {
            installed: Choice(installedSorts),
            approvedMobile: Type.Boolean({
              default: false,
              description: '情報セキュリティ責任者の承認を得たモバイル端末',
            }),
            withoutProtected: Type.Boolean({
              default: false,
              description: '要保護情報を取り扱う情報システムのものではない',
            }),
            onOwnLan: Type.Boolean({ default: false, description: '府省庁内LANにつなぐ' }),
          },
          strict,
        ),
        response: { 200: AnswerBody },
      },
    },
    async (request, reply) => {
      const { site, zone } = request.params;
      const there = await findWeighed(deps, principalOf(request), site, [zone]);
      const [one] = there?.zones ?? [];
      if (there === undefined || one === undefined) return sendProblem(request, reply, { code: 'not-found' });
      return answerBody(judgeInstalling(request.query, one, deps.clock.now(), there.layers));
    },
  );

  app.get(
    '/sites/:site/zones/:zone/linking',
    {
      config: { action: 'requirements.read', clause },
      schema: {
        summary: 'この区域のLANをほかの区域のLANにつないでよいか',
        description: '行28–35。両方の区域について答え、どちらも満たすものだけができます。',
        params: ZoneParams,
        querystring: Type.Object({ other: Code, medium: Choice(media, { default: 'lan' }) }, strict),
        response: { 200: AnswerBody },
      },
    },
    async (request, reply) => {
      const { site, zone } = request.params;
      const { other, medium } = request.query;
      const there = await findWeighed(deps, principalOf(request), site, [zone, other]);
      const [one, another] = there?.zones ?? [];
      if (there === undefined || one === undefined || another === undefined)
        return sendProblem(request, reply, { code: 'not-found' });
      return answerBody(judgeLinking(medium, [one, another], deps.clock.now(), there.layers));
    },
  );
};

/** These zones of the plan as it stands, in the order asked for, with what is weighed over; undefined where one is not there for whoever asks. */
async function findWeighed(
  { pool, policy, clock }: RequirementDeps,
  principal: Principal,
  siteId: string,
  asked: readonly string[],
) {
  const rules = await loadSiteRules(pool, siteId, policy);
  const rooms = await loadRoomsKnown(pool, principal, siteId, clock.now());
  const shown = zonesShown(rules?.plan?.zones ?? [], rooms);
  const zones = asked.flatMap((id) => shown.find((zone) => zone.id === id) ?? []);
  return rules === undefined || zones.length < asked.length ? undefined : { zones, layers: rules.layers };
}

function answerBody({ track, conditions, lines }: InstallingAnswer): Static<typeof AnswerBody> {
  return {
    track,
    conditions: conditions.map((code) => ({ code, says: conditionWords[code] })),
    lines: lines.map(({ zone, track, requirement: { row, clause, value, undetermined, chain } }) => ({
      zone,
      row,
      clause,
      value,
      undetermined,
      track,
      chain: [...chain],
    })),
  };
}
