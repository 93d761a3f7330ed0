import type { ArticleId } from '../../permits/rule/articles.ts';
import { type InformationGrade, isProtected } from '../rule/information-grade.ts';

/**
 * The article that 移送・提供 of information of a grade falls under; undefined where it is no 要保護情報, and nobody is asked. 機密性2 and no
 * more is what its officer may say nobody need ask for (METI 13 但書).
 */
export function transferArticle(grade: InformationGrade): ArticleId | undefined {
  if (!isProtected(grade)) return undefined;
  const { confidentiality, integrity, availability } = grade;
  return confidentiality === 2 && integrity === 1 && availability === 1 ? 'meti-13-c2' : 'meti-13';
}
