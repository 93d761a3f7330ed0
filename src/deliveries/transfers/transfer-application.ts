import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { PermitDraft } from '../../permits/applying/permit-draft.ts';
import type { PermitRequest } from '../../permits/applying/permit-request.ts';
import type { Application } from '../../permits/applying/weigh-application.ts';
import type { WhoIs } from '../../visitors/names/load-who-is.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { transferArticle } from './transfer-article.ts';
import type { TransferTerms } from './transfer-terms.ts';

/** What somebody applies for: who of the staff hands over which information, to whom, when and what for. */
export type TransferRequest = PermitRequest<TransferTerms>;

/** 移送・提供の許可の申請 (METI 13): asked of the 課室情報セキュリティ責任者 by the article, and of no zone. */
export function transferApplication(request: TransferRequest): Application {
  const { section } = request.terms;
  return {
    concernedIds: request.persons,
    draftFor: (known) => draftFor(request, known),
    findFaults: async ({ db }) =>
      section === undefined || (await isOrganisation(db, section)) ? [] : [unknownSection],
  };
}

function draftFor(
  { persons, from, until, purpose, terms }: TransferRequest,
  known: ReadonlyMap<string, WhoIs>,
): Result<PermitDraft, Refusal> {
  const errors = [
    ...persons.flatMap((id, index) => notStaff(known.get(id), index)),
    ...judgeTransferTerms(terms),
  ];
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  const article = transferArticle(terms.grade);
  return ok({
    kind: 'transfer',
    asked: article === undefined ? [] : [{ row: article, outside: true }],
    zoneIds: [],
    concernedIds: persons,
    applied: { person: 'staff' },
    purpose,
    terms,
    validFrom: from,
    validUntil: until,
  });
}

/** What is wrong with the terms: it goes to one receiver, and 文書使送 to a 課室. */
export function judgeTransferTerms({
  carrier,
  section,
  receiver,
}: Pick<TransferTerms, 'carrier' | 'section' | 'receiver'>): readonly FieldError[] {
  if (section === undefined && receiver === undefined) return [noReceiver];
  if (section !== undefined && receiver !== undefined) return [twoReceivers];
  return carrier === undefined && section === undefined ? [messengerToSection] : [];
}

/** Somebody unknown is told with the other faults of the application. */
function notStaff(who: WhoIs | undefined, index: number): readonly FieldError[] {
  return who === undefined || who.kind === 'staff'
    ? []
    : [{ at: `/persons/${index}`, message: '情報を渡す人は行政事務従事者にしてください' }];
}

const unknownSection: FieldError = { at: '/terms/section', message: 'この課室は登録されていません' };

const noReceiver: FieldError = {
  at: '/terms',
  message: '受け取る課室（section）か、府省庁外の提供先（receiver）を書いてください',
};

const twoReceivers: FieldError = {
  at: '/terms/receiver',
  message: '課室（section）と府省庁外の提供先（receiver）は、どちらか一つにしてください',
};

const messengerToSection: FieldError = {
  at: '/terms/section',
  message: '文書使送（carrier なし）では、受け取る課室を書いてください',
};
