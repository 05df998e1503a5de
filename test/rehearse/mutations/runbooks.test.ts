import { appendFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { equivalentMutants } from './equivalent-mutants.ts';
import { generateMutants, sampleMutants } from './generate-mutants.ts';
import { Executioner, tellFate } from './kill-mutants.ts';
import { ProvingGround } from './proving-ground.ts';

/** How many mutants are run, or `all`; and which, by a number: the same ones for the same number. */
const { MUTANTS = '6', MUTANT_SEED = '58', MUTANT_FILE = '', MUTANT_LOG = '' } = process.env;

/** A long run can be watched, and what it found is not lost when it is cut short, in the file that MUTANT_LOG names. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
  if (MUTANT_LOG !== '') appendFileSync(MUTANT_LOG, `${line}\n`);
}

test('each change of what the runbooks expect, decide or include makes a scenario fail', {
  timeout: 3_600_000,
}, async () => {
  const jobs = availableParallelism();
  const ground = await ProvingGround.open(fileURLToPath(new URL('../../..', import.meta.url)));
  const runbooks = await ground.runbooks();
  const all = runbooks
    .filter(({ file }) => file.includes(MUTANT_FILE))
    .flatMap((runbook) => generateMutants(runbook, runbooks));
  // Those that nothing notices would be run against everything.
  const noticed = all.filter(({ id }) => equivalentMutants[id] === undefined);
  const chosen = MUTANTS === 'all' ? all : sampleMutants(noticed, Number(MUTANTS), Number(MUTANT_SEED));
  const fates = await new Executioner(ground).kill(chosen, jobs, (fate) => {
    tell(tellFate(fate));
  });
  const count = (type: string) => fates.filter((fate) => fate.type === type).length;
  const survivors = fates.filter(({ type }) => type === 'survived');
  tell(
    `${chosen.length} of ${all.length} mutants, seed ${MUTANT_SEED}: ${count('killed')} killed, ` +
      `${survivors.length} survived, ${count('invalid')} refused as documents`,
  );
  const unexplained = survivors.filter(({ mutant }) => equivalentMutants[mutant.id] === undefined);
  expect(unexplained.map(tellFate)).toEqual([]);
  const wrong = fates.filter(
    ({ mutant, type }) => type === 'killed' && equivalentMutants[mutant.id] !== undefined,
  );
  expect(wrong.map(tellFate)).toEqual([]);
  if (MUTANTS !== 'all' || MUTANT_FILE !== '') return;
  const ids = new Set(all.map(({ id }) => id));
  expect(Object.keys(equivalentMutants).filter((id) => !ids.has(id))).toEqual([]);
  expect(count('killed')).toBeGreaterThanOrEqual(30);
});
