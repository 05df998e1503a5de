import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { scenarioKeys } from '../../src/rehearse/scenario-keys.ts';
import { readExamples } from '../docs/read-examples.ts';
import { checkout } from '../e2e/project.ts';
import { readme } from './readme.ts';
import type { Row } from './row.ts';

const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path);

/** The names in the first column of the README's table of annotations, without values. */
function annotationsOfReadme(): readonly string[] {
  const [, table = ''] = /\| annotation \|[^\n]*\n\|[-|]+\|\n((?:\|.*\n)+)/.exec(readme) ?? [];
  const columns = [...table.matchAll(/^\| (.*?) \| .* \|$/gm)].map(([, first = '']) => first);
  return columns.flatMap((column) =>
    [...column.matchAll(/(?:`| )([a-z-]+)(?==|`)/g)].map(([, name = '']) => name),
  );
}

export const documentation: readonly Row[] = [
  {
    promise:
      '[docs/guide.md](docs/guide.md) goes from an ordinary Markdown file to an annotated, rehearsed runbook in ten minutes;',
    async observe(make) {
      const files = readExamples('guide.md').filter(({ said }) => typeof said.file === 'string');
      const [ordinary, ...later] = files;
      expect(ordinary?.text).not.toMatch(/runbook:|readonly|gate/);
      const project = make();
      const careful = async () =>
        JSON.parse((await project.run(['show', 'restart-web', '--json'])).stdout).careful;
      project.write(String(ordinary?.said.file), ordinary?.text ?? '');
      expect(await careful()).toBe(true);
      for (const { said, text } of later) project.write(String(said.file), text);
      expect(await careful()).toBe(false);
      expect((await project.run(['lint'])).exit).toBe(0);
      const { exit, stdout } = await project.run(['rehearse']);
      expect([exit, stdout]).toEqual([0, expect.stringMatching(/^ok 3 - /m)]);
    },
  },
  {
    promise: '[docs/language.md](docs/language.md) is the reference,',
    async observe() {
      const reference = readFileSync(join(checkout, 'docs/language.md'), 'utf8');
      const annotations = annotationsOfReadme();
      expect(annotations).toEqual(
        expect.arrayContaining(['gate', 'within', 'grace', 'keep-going', 'secret']),
      );
      expect(annotations.filter((name) => !new RegExp(`\`${name}\\b`).test(reference))).toEqual([]);
    },
  },
  {
    promise: '[docs/scenarios.md](docs/scenarios.md) that of rehearsals;',
    async observe() {
      const reference = readFileSync(join(checkout, 'docs/scenarios.md'), 'utf8');
      const keys = Object.keys(scenarioKeys);
      expect(keys).toEqual(expect.arrayContaining(['stand-ins', 'answers', 'outcome']));
      expect(keys.filter((key) => !reference.includes(`\`${key}`))).toEqual([]);
    },
  },
  {
    promise:
      '[docs/editors.md](docs/editors.md) and [docs/ci.md](docs/ci.md) show the linter at work where authors are.',
    async observe(make) {
      const read = (file: string) => readFileSync(join(checkout, file), 'utf8');
      expect(read('docs/editors.md')).toContain('runbook lsp');
      expect(read('docs/editors.md')).toContain('runbook/remark-lint');
      // The command that the page tells CI to run is one, and finds what is wrong.
      const [, command = ''] = /npx runbook (lint --cache --format junit) >/.exec(read('docs/ci.md')) ?? [];
      const project = make();
      project.write('runbooks/x.md', '---\nrunbook: x\n---\n\n```bash redonly\nls\n```\n');
      const { exit, stdout } = await project.run(command.split(' '));
      expect([exit, stdout]).toEqual([3, expect.stringMatching(/<failure[^>]*redonly/)]);
    },
  },
  {
    promise:
      '[CONTRIBUTING.md](CONTRIBUTING.md) shows the tree and the flow; [bench/README.md](bench/README.md) what things cost.',
    how: 'what the README links to is there',
    async observe() {
      expect(links.length).toBeGreaterThan(3);
      expect(links.filter((path) => !existsSync(join(checkout, path)))).toEqual([]);
      const contributing = readFileSync(join(checkout, 'CONTRIBUTING.md'), 'utf8');
      expect(contributing).toMatch(/^## The tree$[\s\S]*^## The flow$/m);
    },
  },
  {
    promise: 'MIT licence.',
    async observe() {
      expect(readFileSync(join(checkout, 'LICENSE'), 'utf8')).toContain('MIT License');
      expect(JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')).license).toBe('MIT');
    },
  },
];
