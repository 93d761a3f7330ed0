import { describe, expect, it } from 'vitest';
import {
  type SettingName,
  settingNames,
  settingsOfProgram,
} from '../../src/authority/settings/access-settings.ts';
import {
  type Considered,
  consideredClauseNames,
  consideredClauses,
} from '../../src/authority/settings/considered-clauses.ts';
import { theDocument } from '../support/the-document.ts';

/** What the two texts have weighed, read once more: each clause with its points. */
const inTheTexts: Readonly<Record<string, readonly string[]>> = {
  '2.2.1.1(1)(g)': ['ア', 'イ', 'ウ', 'エ', 'オ', 'カ'],
  '2.2.1.2(1)(b)': ['ア', 'イ'],
  '2.2.1.3(1)(b)': ['ア', 'イ', 'ウ'],
  '2.2.1.3(2)(g)': ['ア', 'イ', 'ウ'],
  '2.2.1.4(1)(d)': ['ア', 'イ'],
  '2.2.1.6(1)': ['a', 'c'],
  '2.2.1.6(1)(e)': ['ア', 'イ', 'ウ', 'エ'],
  'METI 18': ['1'],
  'METI 18(7)': ['1', '2', '3', '4', '5', '6', '7', '8'],
  'METI 19': ['5'],
  'METI 23': ['1'],
};
/** What METI has weighed that 統一技術基準 has weighed, too. */
const asMeti: Readonly<Record<string, readonly string[]>> = {
  '18(8)': ['1', '2', '3', '4', '5', '6'],
  '24(9)': ['1', '2', '3'],
  '28(1)': ['1', '2'],
  '28(4)': ['1', '2', '3', '4'],
};
const spelled = (clauses: typeof inTheTexts) =>
  Object.entries(clauses).flatMap(([clause, points]) => points.map((point) => `${clause}(${point})`));

const considered: readonly (readonly [string, Considered])[] = consideredClauseNames.map((clause) => [
  clause,
  consideredClauses[clause],
]);
const carriedBy = (setting: string) =>
  considered.flatMap(([clause, one]) => (one.setting === setting ? [clause] : []));
/** Settings by which the ministry does what a clause demands: there is nothing to weigh. */
const ofObligations: readonly SettingName[] = ['record-grade'];
const settings = Object.keys(settingNames).filter((name): name is SettingName =>
  Object.hasOwn(settingNames, name),
);

describe('AT-126 METI 18(1), 28(1): the clauses that a ministry only weighs', () => {
  it('are all that the two texts have, in their order', () => {
    expect(considered.map(([clause]) => clause)).toEqual(spelled(inTheTexts));
  });

  it('name the article of METI that has the same weighed, each of them once', () => {
    expect(considered.flatMap(([, { meti }]) => meti ?? [])).toEqual(spelled(asMeti));
  });

  it.each(settings)('are named by the setting %s as they name it', async (setting) => {
    const { paths } = await theDocument();
    const decided = paths[`/api/v1/access-settings/${setting}`].post['x-clause'];
    const ofSetting = [decided, settingsOfProgram[setting].reason].join();
    const named = considered.flatMap(([clause]) => (ofSetting.includes(clause) ? [clause] : []));
    expect(carriedBy(setting)).toEqual(expect.arrayContaining(named));
    expect(carriedBy(setting).length > 0).toBe(!ofObligations.includes(setting));
  });
});
