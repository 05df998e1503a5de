import { describe, expect, test } from 'vitest';
import { makeProject } from './e2e/make-project.ts';
import { annotations } from './promises/annotations.ts';
import { author } from './promises/author.ts';
import { closedGates } from './promises/closed-gates.ts';
import { commands } from './promises/commands.ts';
import { confining } from './promises/confining.ts';
import { demo } from './promises/demo.ts';
import { documentation } from './promises/documentation.ts';
import { evidence } from './promises/evidence.ts';
import { exitCodes } from './promises/exit-codes.ts';
import { expectations } from './promises/expectations.ts';
import { flow } from './promises/flow.ts';
import { gates } from './promises/gates.ts';
import { installing } from './promises/installing.ts';
import { keeping } from './promises/keeping.ts';
import { limits } from './promises/limits.ts';
import { linting } from './promises/linting.ts';
import { opening } from './promises/opening.ts';
import { operatorView } from './promises/operator-view.ts';
import { prompts } from './promises/prompts.ts';
import { reading } from './promises/reading.ts';
import { findStrays, findUnspoken } from './promises/readme.ts';
import { records } from './promises/records.ts';
import { rehearsing } from './promises/rehearsing.ts';
import type { Row } from './promises/row.ts';
import { targets } from './promises/targets.ts';
import { traits } from './promises/traits.ts';
import { words } from './promises/words.ts';

const rows: readonly Row[] = [
  ...opening,
  ...demo,
  ...installing,
  ...operatorView,
  ...author,
  ...annotations,
  ...traits,
  ...flow,
  ...expectations,
  ...gates,
  ...closedGates,
  ...words,
  ...records,
  ...reading,
  ...commands,
  ...linting,
  ...evidence,
  ...exitCodes,
  ...prompts,
  ...rehearsing,
  ...keeping,
  ...targets,
  ...confining,
  ...limits,
  ...documentation,
];

/** What README.md says that is no promise; the last of it is observed below. */
const noPromises = [
  'It is for procedures that are long and cannot be undone.',
  'Each has a row of its own, observed on the built command, in `test/promises.test.ts`.',
];

describe.concurrent('README.md promises', { timeout: 180_000 }, () => {
  for (const { promise, how, observe } of rows) {
    test(how === undefined ? promise : `${promise} (${how})`, ({ onTestFinished }) =>
      observe((files) => makeProject(files, onTestFinished)),
    );
  }
});

describe('README.md and the table', () => {
  const known = [...rows.map(({ promise }) => promise), ...noPromises];

  test('each row is about words that stand in README.md once', () => {
    expect(findStrays(known)).toEqual([]);
  });

  test('README.md says nothing that no row is about', () => {
    expect(findUnspoken(known)).toEqual([]);
  });
});
