import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Code, Instant, instantText, Nullable, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import { seqAt } from '../../log/reading/seq-at.ts';
import { loadRoomsKnown } from '../knowing/load-rooms-known.ts';
import { loadConcealed } from '../plan/load-concealed.ts';
import { isShown } from '../plan/plan-shown-to.ts';
import type { Circumstances } from '../regulation/circumstances.ts';
import { restrictions } from '../regulation/determination-clause.ts';
import { personKinds } from '../regulation/person-kinds.ts';
import type { Policy } from '../regulation/policy.ts';
import type { Requirement } from '../regulation/requirement.ts';
import { resolveRequirement } from '../regulation/resolve-requirement.ts';
import { type RowId, rowIds } from '../regulation/row-ids.ts';
import { isDuring, type SiteHours } from './is-during.ts';
import { type KnownRules, loadSiteRules } from './load-site-rules.ts';
import { RequirementLinkBody } from './requirement-link-body.ts';

const RequirementBody = Type.Object(
  {
    row: Type.String(),
    key: Type.String(),
    title: Type.String(),
    clause: Type.String(),
    value: Type.String(),
    valueWords: Type.String(),
    undetermined: Type.Boolean({ description: '府省庁の判断がまだないため、厳しい方の値が効いている' }),
    dependsOn: Type.Array(Choice(restrictions), {
      description: '答えを変えうるのに、この問合せでは分かっていないこと。分かるまでは最も厳しい値が効く',
    }),
    inScope: Type.Boolean(),
    text: Type.Optional(Type.String()),
    means: Type.Optional(Type.Object({}, { additionalProperties: true })),
    footnote: Type.Optional(Type.String()),
    chain: Type.Array(RequirementLinkBody, { description: '値がどこから来たか。層の順' }),
  },
  { title: 'Requirement' },
);

const Query = Type.Object(
  {
    at: Type.Optional(Instant),
    person: Type.Optional(Choice(personKinds)),
    purpose: Type.Optional(Code),
    part: Type.Optional(Code),
    conditions: Type.Optional(
      Type.Array(Code, {
        maxItems: 50,
        description: '満たされている条件。挙げると、ほかの条件は満たされないものとして答える',
      }),
    ),
    hour: Type.Boolean({
      default: false,
      description: 'at の曜日・時刻・休日も分かっているものとして答える',
    }),
  },
  strict,
);

export type RequirementDeps = { readonly pool: Pool; readonly clock: Clock; readonly policy: Policy };

/** What every row of 別表1・2 demands of a zone, with the chain it came from. */
export const requirementRoutes: FastifyPluginAsyncTypebox<RequirementDeps> = async (app, deps) => {
  app.get(
    '/sites/:site/zones/:zone/requirements',
    {
      config: { action: 'requirements.read', clause: '別表1・2' },
      schema: {
        summary: '区域に効いている対策の一覧',
        description:
          '別表1・2 の全73行と、行のない 9a・9b。at（なければ今）の図面の区域について、そのとき効く判断・個別管理・許可で答えます。判断に場合分けがあり、どの場合か分からない行は、ありうる値のうち最も厳しいものと、何によって変わるか（dependsOn）を答えます。',
        params: Type.Object({ site: Uuid, zone: Code }, strict),
        querystring: Query,
        response: {
          200: Type.Object({
            zone: Type.String(),
            class: Nullable(Type.Integer()),
            at: Instant,
            policy: Type.String(),
            rulesSeq: Type.Integer(),
            items: Type.Array(RequirementBody),
          }),
        },
      },
    },
    async (request, reply) => {
      const { site, zone: zoneId } = request.params;
      const now = deps.clock.now();
      const at = request.query.at === undefined ? now : new Date(request.query.at);
      const known = at < now ? await knownAt(deps.pool, site, at) : undefined;
      const rules = await loadSiteRules(deps.pool, site, deps.policy, known);
      const plan = rules?.plan;
      const zone = plan?.zones.find(({ id }) => id === zoneId);
      const rooms = await loadRoomsKnown(deps.pool, principalOf(request), site, now);
      const concealed = known === undefined ? noRooms : await loadConcealed(databaseOf(deps.pool), site);
      if (
        rules === undefined ||
        plan === undefined ||
        zone === undefined ||
        !isShown(zone, { rooms, concealed })
      )
        return sendProblem(request, reply, { code: 'not-found' });
      const { policy } = deps;
      const circumstances = circumstancesOf(request.query, plan, at);
      return {
        zone: zone.id,
        class: zone.class,
        at: instantText(at),
        policy: policy.package,
        rulesSeq: rules.rulesSeq,
        items: rowIds.map((row) => {
          const { chain, means, dependsOn, ...requirement } = resolveRequirement(
            row,
            zone,
            at,
            circumstances,
            rules.layers,
          );
          return {
            ...requirement,
            dependsOn: [...dependsOn],
            ...(means === undefined ? {} : { means: { ...means } }),
            title: policy.rows[row].title,
            valueWords: wordsOf(policy, row, requirement, chain),
            chain: [...chain],
          };
        }),
      };
    },
  );
};

/** Of the plan as it stands: each zone says itself whether it is hidden. */
const noRooms: ReadonlySet<string> = new Set();

/** The plan as the site knew it then; determinations say by their own dates since when they hold. */
async function knownAt(pool: Pool, siteId: string, at: Date): Promise<KnownRules> {
  return { siteSeq: await seqAt(databaseOf(pool), siteId, at), ministrySeq: Number.MAX_SAFE_INTEGER };
}

/** What the query tells of the case; what it leaves out is unknown. */
function circumstancesOf(
  { person, purpose, part, conditions, hour }: Static<typeof Query>,
  plan: SiteHours,
  at: Date,
): Circumstances {
  const known = { person, purpose, part, conditions };
  return hour ? { ...known, isDuring: (times) => isDuring(times, plan, at) } : known;
}

/** Where the ministry's answer alone is missing, the words say so: 例外措置 belongs to 別表2. */
function wordsOf(
  { rows, undetermined, values }: Policy,
  row: RowId,
  requirement: Pick<Requirement, 'value' | 'undetermined'>,
  chain: Requirement['chain'],
): string {
  const missing = rows[row].undetermined;
  const open = requirement.undetermined && chain.at(-1)?.layer === 'regulation';
  return open && missing !== undefined ? undetermined[missing] : values[requirement.value];
}
