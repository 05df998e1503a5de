import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configName, findProject } from '../../src/project/find-project.ts';
import { findRunbook } from '../../src/project/find-runbook.ts';
import { listRunbooks } from '../../src/project/list-runbooks.ts';
import { readCandidates } from '../../src/project/read-candidates.ts';
import { readId } from '../../src/project/read-id.ts';
import { type Candidate, resolveName } from '../../src/project/resolve-name.ts';
import { projectFiles } from './project-files.ts';

const fileOf = (match: ReturnType<typeof resolveName>) =>
  match.type === 'found' ? match.candidate.file : match.type;

describe('the list of runbooks', () => {
  test('holds all Markdown files below the directories, sorted, each once', async () => {
    const root = projectFiles({
      [configName]: 'runbooks: [runbooks, docs, runbooks/sub]',
      'runbooks/b.md': '',
      'runbooks/a.markdown': '',
      'runbooks/sub/c.MD': '',
      'runbooks/node_modules/x/README.md': '',
      'runbooks/.github/y.md': '',
      'runbooks/notes.txt': '',
      'docs/Z.md': '',
      'README.md': '',
    });
    mkdirSync(join(root, 'runbooks/folder.md'));
    symlinkSync(join(root, 'README.md'), join(root, 'docs/link.md'));
    symlinkSync(join(root, 'nowhere'), join(root, 'docs/broken.md'));
    symlinkSync(root, join(root, 'docs/loop'));
    expect(listRunbooks(await findProject(root))).toEqual([
      'docs/Z.md',
      'docs/link.md',
      'runbooks/a.markdown',
      'runbooks/b.md',
      'runbooks/sub/c.MD',
    ]);
  });

  test('is empty where there is no runbook directory', async () => {
    expect(listRunbooks(await findProject(projectFiles({ 'README.md': '' })))).toEqual([]);
  });

  test('has the ids that files give themselves', async () => {
    const root = projectFiles({
      'runbooks/a.md': '---\nrunbook: phase-00\n---\n# A',
      'runbooks/b.md': `# B\n${'x'.repeat(100_000)}`,
    });
    expect(readCandidates(await findProject(root))).toEqual([
      { id: 'phase-00', file: 'runbooks/a.md' },
      { id: null, file: 'runbooks/b.md' },
    ]);
  });
});

describe('the id of a document', () => {
  test.each([
    ['---\nrunbook: phase-00\n---\n', 'phase-00'],
    ['---\ntitle: x\nrunbook:\n  id: phase-00 # the first\n  host: h\n---\n# T', 'phase-00'],
    ['---\nrunbook: {id: "phase-00"}\n---', 'phase-00'],
    ['\uFEFF---\r\nrunbook: phase-00\r\n---\r\n', 'phase-00'],
    ['--- \nrunbook: phase-00\n--- \n', 'phase-00'],
    ['---\nrunbook: 3\n---\n', null],
    ['---\nrunbook:\n---\n', null],
    ['---\nrunbook: {}\n---\n', null],
    ['---\nrunbook: [a]\n---\n', null],
    ['---\nrunbook: phase-00\n', null],
    ['\n---\nrunbook: phase-00\n---\n', null],
    ['# x\n---\nrunbook: phase-00\n---\n', null],
    ['---\nrunbook: [\n---\n', null],
    ['---\nsub:\n  runbook: phase-00\n---\n', null],
    ['---\n---\nrunbook: x\n---\n', null],
    ['', null],
  ])('of %j is %j', (text, id) => {
    expect(readId(text)).toBe(id);
  });

  test('is looked for in anything without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'-:\n r{}[]&*a"\'|'), maxLength: 60 }), (yaml) => {
        const id = readId(`---\nrunbook: ${yaml}\n---\n`);
        expect(id === null || id.length > 0).toBe(true);
      }),
    );
  });
});

describe('a name', () => {
  const reconfigure = { id: 'phase-00', file: 'runbooks/phase-00-maas-reconfigure.md' };
  const teardown = { id: 'teardown', file: 'runbooks/phase-00-teardown-maas-reset.md' };
  const gateway = { id: null, file: 'runbooks/jumphost-provider-vip-gateway.md' };
  const all: readonly Candidate[] = [teardown, gateway, reconfigure];

  test.each([
    ['phase-00', reconfigure],
    ['teardown', teardown],
    ['phase-00-teardown-maas-reset', teardown],
    ['phase-00-teardown-maas-reset.md', teardown],
    ['runbooks/phase-00-teardown-maas-reset.md', teardown],
    ['phase-00-t', teardown],
    ['jump', gateway],
    ['tear', teardown],
  ])('%s is found', (name, candidate) => {
    expect(resolveName(name, all)).toEqual({ type: 'found', candidate });
  });

  test('that several share lists them', () => {
    expect(resolveName('phase', all)).toEqual({ type: 'ambiguous', candidates: [teardown, reconfigure] });
    const twins = [
      { id: 'x', file: 'a/one.md' },
      { id: 'x', file: 'b/one.md' },
    ];
    expect(resolveName('x', twins)).toEqual({ type: 'ambiguous', candidates: twins });
    expect(resolveName('one', twins)).toEqual({ type: 'ambiguous', candidates: twins });
  });

  test('of an id wins over the same file name, and that over a prefix', () => {
    const id = { id: 'deploy', file: 'a.md' };
    const file = { id: 'b', file: 'deploy.md' };
    const prefix = { id: 'deploy-all', file: 'c.md' };
    expect(resolveName('deploy', [prefix, file, id])).toEqual({ type: 'found', candidate: id });
    expect(resolveName('deploy', [prefix, file])).toEqual({ type: 'found', candidate: file });
    expect(resolveName('deploy', [prefix])).toEqual({ type: 'found', candidate: prefix });
  });

  test('that one runbook has twice is not ambiguous', () => {
    const one = { id: 'deploy-model', file: 'deploy-model.md' };
    expect(resolveName('deploy', [one])).toEqual({ type: 'found', candidate: one });
  });

  test('that nothing has comes with the nearest', () => {
    expect(resolveName('phase-01', all)).toEqual({ type: 'unknown', nearest: ['phase-00'] });
    expect(resolveName('Reconfigure', all)).toEqual({
      type: 'unknown',
      nearest: ['phase-00-maas-reconfigure'],
    });
    expect(resolveName('zzzzzzzz', all)).toEqual({ type: 'unknown', nearest: [] });
    expect(resolveName('', all)).toEqual({ type: 'unknown', nearest: [] });
    expect(resolveName('__proto__', [])).toEqual({ type: 'unknown', nearest: [] });
  });

  test('is resolved the same in whatever order the runbooks come', () => {
    const candidate = fc.record({
      id: fc.option(fc.constantFrom('a', 'ab', 'abc', 'b')),
      file: fc.constantFrom('a.md', 'ab.md', 'x/a.md', 'b.md', 'abd.md'),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(candidate, { selector: ({ file }) => file }),
        fc.constantFrom('a', 'ab', 'b', 'x'),
        (list, name) => {
          expect(fileOf(resolveName(name, [...list].reverse()))).toBe(fileOf(resolveName(name, list)));
        },
      ),
    );
  });
});

describe('NAME or FILE', () => {
  async function project() {
    const root = projectFiles({
      '.git/HEAD': '',
      'runbooks/first.md': '---\nrunbook: phase-00\n---\n',
      'runbooks/second.md': '---\nrunbook: first\n---\n',
      'docs/README.md': '',
      'docs/phase-00': '',
      'docs/plain.txt': '',
      'phase-00': '',
    });
    const found = await findProject(root);
    return {
      root,
      find: async (name: string, cwd = '') => fileOf(await findRunbook(found, name, join(root, cwd))),
    };
  }

  test('is a path when it looks like one and exists', async () => {
    const { root, find } = await project();
    expect(await find('docs/README.md')).toBe('docs/README.md');
    expect(await find('README.md', 'docs')).toBe('docs/README.md');
    expect(await find('./first.md', 'runbooks')).toBe('runbooks/first.md');
    expect(await find('../docs/README.md', 'runbooks')).toBe('docs/README.md');
    expect(await find(join(root, 'docs/README.md'), 'runbooks')).toBe('docs/README.md');
    const elsewhere = join(projectFiles({ 'x.md': '' }), 'x.md');
    expect(await find(elsewhere)).toBe(elsewhere);
  });

  test('is an id before a file that happens to be called that', async () => {
    const { find } = await project();
    expect(await find('phase-00')).toBe('runbooks/first.md');
    expect(await find('phase-00', 'docs')).toBe('runbooks/first.md');
    expect(await find('first')).toBe('runbooks/second.md');
    expect(await find('first.md')).toBe('runbooks/first.md');
  });

  test('is any file before it is nothing', async () => {
    const { find } = await project();
    expect(await find('plain.txt', 'docs')).toBe('docs/plain.txt');
    expect(await find('plain.txt')).toBe('unknown');
    expect(await find('docs')).toBe('unknown');
    expect(await find('none/first.md')).toBe('unknown');
    expect(await find('')).toBe('unknown');
  });
});
