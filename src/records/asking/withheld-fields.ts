import { ofDocuments } from '../../authority/fields-told/of-documents.ts';
import type { SomeZones } from '../../authority/visibility.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { recordKinds } from '../kinds/record-kinds.ts';
import type { RecordAsked } from '../rows/record-asked.ts';
import type { SearchAsked } from '../search/search-asked.ts';
import { columnsAmong, searchFieldNames, searchFields } from '../search/search-fields.ts';
import { askedAt } from './asked-at.ts';
import type { Question } from './understand.ts';

const namingColumns: readonly string[] = ofDocuments['/sites/:site/records/:record']['name-at-place'].map(
  (place) => place.replace('items.*.', ''),
);

/**
 * What is searched for among names of which whoever asks is told none, in all or some of what they ask for: an answer would say that nobody
 * was there, of whoever they may not know of.
 */
export function withheldFields(
  { record, search: sent }: Pick<Question, 'record' | 'search'>,
  search: SearchAsked,
  asked: Pick<RecordAsked, 'named' | 'zones' | 'everywhere'>,
): readonly FieldError[] {
  if (isToldAllNames(asked)) return [];
  return searchFieldNames
    .filter((field) => search[field] !== undefined)
    .filter((field) =>
      columnsAmong(record, searchFields[field].columns).some((column) => namingColumns.includes(column)),
    )
    .map((field) => ({
      at: askedAt(field, sent),
      message: `${whyNot(asked.named)}、${recordKinds[record].title}を「${searchFields[field].says}」では探せません。該当する人がいても、いないと答えることになります。`,
    }));
}

function isToldAllNames({
  named,
  zones,
  everywhere,
}: Pick<RecordAsked, 'named' | 'zones' | 'everywhere'>): boolean {
  if (named === 'all') return true;
  return named.size > 0 && !everywhere && [...zones.keys()].every((zone) => named.has(zone));
}

function whyNot(named: SomeZones): string {
  return named !== 'all' && named.size > 0
    ? '氏名・所属を示さない区域も尋ねているので（氏名を示す区域を zone で指定してください）'
    : '氏名・所属を示さない役割なので';
}
