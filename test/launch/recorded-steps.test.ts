import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { copyDocument } from '../../src/journal/run-store.ts';
import { sha256 } from '../../src/journal/sha256.ts';
import { readRecordedSteps } from '../../src/launch/recorded-steps.ts';
import { gateBlocks } from '../../src/lint/gate-blocks.ts';
import type { Runbook } from '../../src/model/runbook.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { assemblePlan, everything } from '../../src/plan/assemble-plan.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';
import type { World } from '../../src/world/world.ts';
import { started } from '../ui/told-runs.ts';

const bash = await loadBashParser();
const state = mkdtempSync(join(tmpdir(), 'runbook-recorded-'));
afterAll(() => rmSync(state, { recursive: true, force: true }));

const fence = '```';
const documentOf = (id: string, body: string) => `---\nrunbook: ${id}\n---\n\n# ${id}\n\n${body}`;
const block = (code: string) => `${fence}bash gate id=do\n${code}\n${fence}\n`;

const read = (id: string, text: string) =>
  parseRunbook(text, { file: `runbooks/${id}.md`, belowRunbooks: true, bash }).runbook;

/** The last step of a runbook, with what it includes where it includes something. */
function lastStep(runbook: Runbook, part: Runbook | null = null) {
  const includes = new Map(
    part === null
      ? []
      : runbook.steps
          .filter(({ kind }) => kind === 'include')
          .map(({ id }) => [id, { runbook: part, cwd: '/', includes: new Map() }]),
  );
  const context = { bash, hashText: sha256 };
  const assembled = assemblePlan({ runbook, cwd: '/', includes }, everything, context);
  const last = assembled.type === 'plan' ? assembled.plan.steps.at(-1) : undefined;
  if (last === undefined) throw new Error('no steps');
  return { id: last.step.id, hash: last.hash };
}

function find(name: string, main: string, included: readonly string[]) {
  const run = { id: name, directory: join(state, name) };
  copyDocument(run, 'runbooks/main.md', main);
  for (const text of included) copyDocument(run, 'runbooks/part.md', text);
  const [first] = included;
  const start = {
    ...started,
    root: '/',
    runbook: { id: 'main', title: 'main', file: 'runbooks/main.md', sha256: sha256(main) },
    includes: first === undefined ? [] : [{ file: 'runbooks/part.md', sha256: sha256(first) }],
  };
  return readRecordedSteps(run, start, { env: { PATH: '' } } as unknown as World);
}

test.each([
  ['with an id', '---\nrunbook: part\n---\n\n'],
  ['without an id', ''],
])(
  'finds each text of an included document %s that was edited, under a condition too',
  async (name, head) => {
    const main = documentOf('main', '<!-- runbook: include="part" when="$STATE = dirty" -->\n');
    const parts = ['echo old', 'echo new', 'echo newer'].map((code) => `${head}# Part\n\n${block(code)}`);

    const findStep = await find(`include ${name}`, main, parts);

    const found = parts.map((text) => findStep(lastStep(read('main', main), read('part', text))));
    expect(found).toMatchObject([
      { text: 'echo old', file: 'runbooks/part.md' },
      { text: 'echo new', file: 'documents/part.md.2' },
      { text: 'echo newer', file: 'documents/part.md.3' },
    ]);
  },
);

test('finds a readonly block that became a gate because what guarded it was disabled', async () => {
  const main = documentOf('main', `${fence}bash readonly id=do\necho x\n${fence}\n`);
  const runbook = read('main', main);
  const gated = gateBlocks(
    runbook,
    runbook.steps.map(({ source }) => source.position),
  );

  const findStep = await find('gated', main, []);

  expect(lastStep(gated).hash).not.toBe(lastStep(runbook).hash);
  expect(findStep(lastStep(gated))).toMatchObject({ text: 'echo x' });
});

test('tells blocks that do the same apart by their ids', async () => {
  const twin = (id: string) => `${fence}bash gate id=${id}\necho x\n${fence}\n`;
  const main = documentOf('main', `${twin('a')}\n${twin('b')}`);
  const { hash } = lastStep(read('main', main));

  const findStep = await find('twins', main, []);

  expect([findStep({ id: 'a', hash })?.line, findStep({ id: 'b', hash })?.line]).toEqual([7, 11]);
});
