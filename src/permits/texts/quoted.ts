import type { PolicyText } from '../../zones/regulation/policy.ts';
import type { SafetyArticle } from './safety-articles.ts';
import type { SafetyTextRow } from './safety-text-rows.ts';

/** The version of a 規程 that an application rests on; `text` null = nothing was laid down under the article by then. */
export type TextQuoted = {
  readonly article: SafetyArticle;
  readonly text: Pick<SafetyTextRow, 'textId' | 'title' | 'document' | 'version'> | null;
};

/** By which texts something was applied for: the package of rules, and the 規程 of the ministry (METI 76, 79, 81). */
export type Quoted = { readonly policy: PolicyText; readonly texts: readonly TextQuoted[] };

/** What an application that falls under these articles quotes, by what is in force. */
export function quote(
  articles: readonly SafetyArticle[],
  inForce: ReadonlyMap<SafetyArticle, SafetyTextRow>,
): readonly TextQuoted[] {
  return articles.map((article) => {
    const text = inForce.get(article);
    if (text === undefined) return { article, text: null };
    const { textId, title, document, version } = text;
    return { article, text: { textId, title, document, version } };
  });
}
