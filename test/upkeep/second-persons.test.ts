import { expect, it } from 'vitest';
import { proposalKinds } from '../../src/dual-control/proposal-kinds.ts';
import { sourceFiles } from '../support/source-files.ts';

/** I8, AT-304 2.2.1.3(1)(b)(ウ): what one proposes is done by one judge's leave alone. */

const files = sourceFiles();
const within = (text: string, from: string) => text.indexOf(from);

it('closes no proposal as confirmed but after the one judge of second persons', () => {
  const confirming = files.filter(({ text }) => /await closeProposal\([^)]*'confirmed'/.test(text));
  expect(confirming.length).toBeGreaterThan(4);
  for (const { file, text } of confirming) {
    const asked = within(text, 'await beginConfirmation(');
    expect(asked, file).toBeGreaterThan(0);
    expect(within(text, 'closeProposal(tx'), file).toBeGreaterThan(asked);
  }
});

it('names every kind of proposal where one is confirmed', () => {
  const confirming = files.filter(({ text }) => text.includes('await beginConfirmation('));
  const told = confirming.map(({ text }) => text).join('\n');
  for (const kind of Object.keys(proposalKinds)) expect(told, kind).toContain(`'${kind}'`);
});
