import { type Static, Type } from 'typebox';
import { OpenStep } from '../../api/open-step.ts';
import { Choice, End, Instant, instantText, Nullable, UntilSeq, Uuid } from '../../api/schemas.ts';
import { PolicyTextBody } from '../../zones/rules/policy-text-body.ts';
import { RequirementLinkBody } from '../../zones/rules/requirement-link-body.ts';
import { permitKindNames, permitKinds } from '../kinds/permit-kinds.ts';
import { permitConditionNames, permitConditions } from '../lifecycle/permit-conditions.ts';
import { permitStateNames, permitStates } from '../lifecycle/permit-lifecycle.ts';
import type { PermitRow } from '../registry/permit-rows.ts';
import type { RuleTold, Waived } from '../rule/rule-told.ts';
import { tracks } from '../rule/track-of.ts';
import { waiverBases, waiverBasisNames } from '../rule/waiver-bases.ts';
import type { Quoted } from '../texts/quoted.ts';
import { safetyArticleNames, safetyArticles } from '../texts/safety-articles.ts';
import type { TextsInForce } from '../texts/texts-in-force.ts';
import { openPermitSteps } from './open-permit-steps.ts';

/** By which texts something was applied for, and which of them are not in force any more. */
const QuotedBody = Type.Object(
  {
    ...PolicyTextBody.properties,
    old: Type.Boolean({ description: 'いまは、ほかの規程集か、ほかの版による' }),
    texts: Type.Array(
      Type.Object(
        {
          article: Choice(safetyArticleNames),
          says: Type.String(),
          title: Nullable(Type.String()),
          document: Nullable(Type.String()),
          version: Nullable(Type.String({ description: '申請したときに規程がなければ null' })),
          old: Type.Boolean({ description: 'いまは、ほかの版が効いている' }),
        },
        { title: 'TextQuoted' },
      ),
    ),
  },
  { title: 'Quoted' },
);

const NeedBody = Type.Object(
  { zone: Nullable(Type.String()), unit: Nullable(Uuid), anyOf: Type.Array(Type.String()) },
  { title: 'PermitNeed', description: '要る承認。anyOf のどれか一つの役割の人' },
);

export const NeedsBody = Type.Array(NeedBody);

/** What the rules say, row by row and zone by zone, before anything else is said of an application. */
export const RuleBody = Type.Object(
  {
    text: Nullable(PolicyTextBody, { description: 'どの規程集の、どの版によったか' }),
    track: Choice(tracks, {
      description:
        'free＝不要、notification＝届出（受け付けた時から有効）、permission＝許可、undetermined＝府省庁の判断待ち、exception＝例外措置のみ',
    }),
    waitsFor: Nullable(Type.String({ description: '何を待っているか' })),
    lines: Type.Array(
      Type.Object(
        {
          row: Type.String(),
          part: Type.Optional(Type.String()),
          besides: Type.Optional(
            Type.Array(Type.Array(Type.String()), {
              description: '行のほかに要る承認（府省庁内LANへの接続など）。各組のどれか一つの役割の人',
            }),
          ),
          clause: Type.String(),
          zone: Nullable(Type.String(), { description: '区域。なければ要管理対策区域外' }),
          class: Nullable(Type.Integer()),
          value: Type.String(),
          undetermined: Type.Boolean(),
          dependsOn: Type.Array(Type.String()),
          determined: Nullable(Type.Object({ by: Type.String(), from: Instant }), {
            description: '誰がいつから定めた判断か',
          }),
          track: Choice(tracks),
          waived: Type.Optional(
            Type.Object(
              {
                id: Uuid,
                basis: Choice(waiverBasisNames),
                says: Type.String(),
                reason: Type.String(),
                by: Uuid,
              },
              {
                title: 'PermitWaived',
                description: '要らない理由。登録簿の行（permit-waivers）と、定めた人',
              },
            ),
          ),
          demands: Type.Optional(
            Type.Array(Type.String(), { description: '行の条件（リスクの検討の書面など）' }),
          ),
          excepted: Type.Optional(
            Type.Array(Uuid, { description: 'その人たちについての例外措置（その許可）により、求められない' }),
          ),
          book: Type.Optional(Type.String({ description: '貸出簿' })),
          loan: Type.Optional(Type.Integer({ description: '貸出簿の番号' })),
          chain: Type.Array(RequirementLinkBody, {
            description: '値がどこから来たか。層の順',
          }),
        },
        { title: 'PermitRuleLine' },
      ),
    ),
    needs: NeedsBody,
  },
  { title: 'PermitRule' },
);

/** A permit as it stood in one version. */
export const PermitVersion = Type.Object(
  {
    id: Uuid,
    kind: Choice(permitKindNames),
    kindSays: Type.String(),
    state: Choice(permitStates),
    says: Type.String(),
    applicant: Uuid,
    persons: Type.Array(Uuid),
    zones: Type.Array(Type.String()),
    purpose: Type.String(),
    terms: Type.Object({}, { additionalProperties: true, description: '種類ごとの内容' }),
    rule: RuleBody,
    quoted: Nullable(QuotedBody, {
      description: '申請が挙げる規程集と、安全管理措置の規程（METI 76・79・81）の版',
    }),
    consents: Type.Array(
      Type.Object(
        {
          zone: Nullable(Type.String()),
          unit: Nullable(Uuid),
          by: Uuid,
          as: Type.String(),
          at: Instant,
          form: Type.Optional(Choice(['acting', 'delegated', 'superior'])),
          officer: Type.Optional(Uuid),
          afterwards: Type.Optional(Type.Boolean({ description: '後閲' })),
        },
        { title: 'PermitConsent' },
      ),
    ),
    from: Instant,
    until: End,
    reportDue: Nullable(Instant),
    reportedAt: Nullable(Instant),
    report: Nullable(Type.String()),
    reason: Nullable(Type.String()),
    afterwards: Nullable(
      Type.Object({ is: Choice(['apply', 'look']), due: Instant, for: NeedsBody }, { title: 'Afterwards' }),
      { description: '事後にすること: apply＝事後の申請（申請した人）、look＝後閲（for の役割の人）' },
    ),
    fromSeq: Type.Integer(),
    untilSeq: Nullable(UntilSeq),
  },
  { title: 'PermitVersion' },
);

/** A permit as it stands, with what the date makes of it now, and what may be done next. */
export const PermitBody = Type.Object(
  {
    ...PermitVersion.properties,
    conditions: Type.Array(
      Type.Object({ is: Choice(Object.keys(permitConditionNames)), says: Type.String() }),
      { description: '期限によって言えること' },
    ),
    may: Type.Array(OpenStep),
  },
  { title: 'Permit' },
);

export function ruleBody({ text, track, lines, needs }: RuleTold): Static<typeof RuleBody> {
  return {
    text: text ?? null,
    track,
    waitsFor: track === 'undetermined' ? '府省庁の判断' : null,
    lines: lines.map(({ dependsOn, chain, besides, waived, excepted, demands, ...line }) => ({
      ...line,
      ...(waived === undefined ? {} : { waived: waivedBody(waived) }),
      ...(demands === undefined ? {} : { demands: [...demands] }),
      ...(excepted === undefined ? {} : { excepted: [...excepted] }),
      ...(besides === undefined ? {} : { besides: besides.map((anyOf) => [...anyOf]) }),
      dependsOn: [...dependsOn],
      chain: [...chain],
    })),
    needs: needsBody(needs),
  };
}

function waivedBody({ id, basis, recordedBy, reason }: Waived) {
  return { id, basis, says: waiverBases[basis].words, reason, by: recordedBy };
}

export function needsBody(needs: RuleTold['needs']): Static<typeof NeedsBody> {
  return needs.map(({ zone, unit, anyOf }) => ({ zone, unit, anyOf: [...anyOf] }));
}

/** What an application quotes, beside what is in force now. */
function quotedBody({ policy, texts }: Quoted, { text, inForce }: TextsInForce): Static<typeof QuotedBody> {
  return {
    ...policy,
    old: policy.package !== text.package || policy.edition !== text.edition,
    texts: texts.map(({ article, text: quoted }) => ({
      article,
      says: safetyArticles[article],
      title: quoted?.title ?? null,
      document: quoted?.document ?? null,
      version: quoted?.version ?? null,
      old: inForce.get(article)?.textId !== quoted?.textId,
    })),
  };
}

export function versionBody(row: PermitRow, texts: TextsInForce): Static<typeof PermitVersion> {
  const { permitId, kind, state, applicantId, concernedIds, zoneIds, purpose, terms } = row;
  return {
    id: permitId,
    kind,
    kindSays: permitKinds[kind].words.ja,
    state,
    says: permitStateNames[state],
    applicant: applicantId,
    persons: concernedIds,
    zones: zoneIds,
    purpose,
    terms,
    rule: ruleBody(row.rule),
    quoted: row.quoted && quotedBody(row.quoted, texts),
    consents: row.consents.map(({ anyOf, ...given }) => given),
    from: instantText(row.validFrom),
    until: instantText(row.validUntil),
    reportDue: row.reportDue && instantText(row.reportDue),
    reportedAt: row.reportedAt && instantText(row.reportedAt),
    report: row.report,
    reason: row.reason,
    afterwards: row.afterwards && {
      is: row.afterwards.is,
      due: row.afterwards.due,
      for: needsBody(row.afterwards.needs),
    },
    fromSeq: row.fromSeq,
    untilSeq: row.untilSeq,
  };
}

export function permitBody(row: PermitRow, texts: TextsInForce, now: Date): Static<typeof PermitBody> {
  const conditions = permitConditions(row, now);
  return {
    ...versionBody(row, texts),
    conditions: conditions.map((is) => ({ is, says: permitConditionNames[is] })),
    may: openPermitSteps(row, now),
  };
}
