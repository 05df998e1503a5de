import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { makeProject } from '../e2e/make-project.ts';
import type { Project } from '../e2e/project.ts';
import { Editor } from './editor.ts';

const other =
  '---\nrunbook: teardown\n---\n\n# Teardown\n\n## Phase D\n\n```bash readonly\njuju status\n```\n';

interface Opened {
  readonly project: Project;
  readonly editor: Editor;
  readonly uri: string;
}

/** An editor in which a trusted document with that body is open; it is not on disk. */
async function openDocument(body: string): Promise<Opened> {
  const project = makeProject({ 'runbooks/teardown.md': other });
  const editor = new Editor(project.directory, project.env);
  onTestFinished(() => editor.kill());
  await editor.initialize();
  const uri = pathToFileURL(join(project.directory, 'runbooks/x.md')).href;
  await editor.open(uri, `---\nrunbook: x\n---\n\n# X\n\n${body}`);
  return { project, editor, uri };
}

const block = (info: string, code: string) => `\`\`\`bash ${info}\n${code}\n\`\`\`\n`;

test('diagnostics follow the text that is typed, in UTF-16 units', async () => {
  const { editor, uri } = await openDocument(
    `> 🚨 Ärger\n\n${block('readonly expect="no drift"', 'juju status # 🚨')}`,
  );
  const [wrong, ...others] = await editor.diagnostics(uri);
  expect(others).toEqual([]);
  expect(wrong).toMatchObject({ code: 'expectation-syntax', severity: 1, source: 'runbook' });
  expect(editor.document(uri).getText(wrong?.range)).toBe('no drift');

  await editor.type(uri, 'no drift', 'no drift lines; stdout some 🚨 lines');
  expect(await editor.diagnostics(uri)).toEqual([]);

  await editor.type(uri, 'juju status # 🚨', 'echo 🚨; juju destroy-model openstack');
  const [destroys] = await editor.diagnostics(uri);
  expect(destroys).toMatchObject({ code: 'readonly-mutates', severity: 1 });
  expect(editor.document(uri).getText(destroys?.range)).toBe('juju destroy-model openstack');
});

test('many keys in a row are looked at once', async () => {
  const { editor, uri } = await openDocument(block('readonly', 'juju status'));
  await editor.diagnostics(uri);
  editor.forget();
  for (const key of 'A sentence.') await editor.type(uri, '', key);
  await editor.diagnostics(uri);
  expect(editor.publications).toBe(1);
});

test('a file that changes on disk is looked at again', async () => {
  const { project, editor, uri } = await openDocument('<!-- runbook: include="late" -->\n');
  expect((await editor.diagnostics(uri)).map(({ code }) => code)).toEqual(['include-missing']);
  project.runbook(block('readonly', 'juju status'), 'late');
  editor.forget();
  await editor.changed(join(project.directory, 'runbooks/late.md'));
  expect(await editor.diagnostics(uri)).toEqual([]);
});

test('an included document counts as it stands in the editor', async () => {
  const { project, editor, uri } = await openDocument('<!-- runbook: include="teardown" -->\n');
  expect(await editor.diagnostics(uri)).toEqual([]);
  const included = pathToFileURL(join(project.directory, 'runbooks/teardown.md')).href;
  await editor.open(included, other.replace('readonly', 'readonyl'));
  expect((await editor.diagnostics(included)).map(({ code }) => code)).toEqual(['annotation-unknown']);
  await editor.type(uri, '', '\n');
  expect((await editor.diagnostics(uri)).map(({ code }) => code)).toEqual(['include-errors']);
});

test('ordinary Markdown elsewhere is left in peace until it speaks of runbooks', async () => {
  const { project, editor } = await openDocument('');
  const uri = pathToFileURL(join(project.directory, 'README.md')).href;
  await editor.open(uri, `# About\n\n${block('', 'rm -rf build')}`);
  expect(await editor.diagnostics(uri)).toEqual([]);
  await editor.type(uri, '# About', '<!-- runbook: gaet -->');
  expect((await editor.diagnostics(uri)).map(({ code }) => code)).toContain('annotation-unknown');
});

test('a document that is too large is not read, and says so until it is shorter', async () => {
  const filler = 'x'.repeat(4 * 1024 * 1024);
  const { editor, uri } = await openDocument(`${block('readonly', 'rm x')}\n${filler}\n`);
  expect(await editor.diagnostics(uri)).toMatchObject([
    { code: 'too-large', severity: 1, range: { start: { line: 0, character: 0 } } },
  ]);
  await editor.type(uri, filler, 'x');
  expect(await editor.diagnostics(uri)).toMatchObject([{ code: 'readonly-mutates' }]);
});

test('a document that is no file at all is read too', async () => {
  const { editor } = await openDocument('');
  await editor.open('untitled:Untitled-1', `---\nrunbook: later\n---\n\n${block('readonly', 'juju status')}`);
  expect((await editor.diagnostics('untitled:Untitled-1')).map(({ code }) => code)).toEqual([
    'not-below-runbooks',
  ]);
});

test('hover says what an annotation does and what a claim checks', async () => {
  const { editor, uri } = await openDocument(
    [
      block('readonly timeout=5m expect="3 DRIFT lines (.8/.12/.16); stdout some SKIP lines"', 'audit'),
      block('gate="destroy x"', 'juju destroy-model x   # expect exit 0 or 3'),
      block('readonly', 'juju status --format json'),
      '> Expect: `$.model.name = x`\n',
    ].join('\n'),
  );
  expect(await editor.hover(uri, 'readonly')).toContain('Changes nothing');
  expect(await editor.hover(uri, 'timeout')).toMatch(/`timeout=10m`[\s\S]*Longest time/);
  expect(await editor.hover(uri, 'gate=')).toContain('the operator types it');
  const drift = await editor.hover(uri, '3 DRIFT');
  expect(drift).toContain('Exactly 3 lines of the output that hold `DRIFT` as whole words.');
  expect(drift).toContain('exactly one of `.8`, `.12`, `.16`');
  expect(await editor.hover(uri, 'stdout some')).toContain('At least 1 lines of `stdout` that hold `SKIP`');
  expect(await editor.hover(uri, 'exit 0')).toContain('exit code 0 or exit code 3');
  expect(await editor.hover(uri, '$.model')).toContain('`stdout` is JSON in which `$.model.name` is = `"x"`');
  expect(await editor.hover(uri, 'juju status')).toBeNull();
});

test('completion knows annotations, claim words, runbooks and their sections', async () => {
  const { editor, uri } = await openDocument(
    [
      '```bash re\njuju status   # expect so\n```\n',
      '<!-- runbook: include="te -->\n',
      '<!-- runbook: include="teardown#ph -->\n',
      '```bash readonly expect="3 \njuju status\n```\n',
      '> Expect: exit \n',
      '# expect at\n',
    ].join('\n'),
  );
  const annotations = await editor.complete(uri, '```bash re');
  expect(annotations.get('readonly')).toBe('```bash readonly');
  expect(annotations.get('timeout')).toBe('```bash timeout=');
  expect([...annotations.keys()]).toContain('tty');
  for (const name of ['include', 'stop', 'checklist']) expect([...annotations.keys()]).not.toContain(name);
  expect((await editor.complete(uri, '# expect so')).get('some')).toBe('juju status   # expect some');
  expect((await editor.complete(uri, 'include="te')).get('teardown')).toBe(
    '<!-- runbook: include="teardown -->',
  );
  expect((await editor.complete(uri, 'teardown#ph')).get('phase-d')).toBe(
    '<!-- runbook: include="teardown#phase-d -->',
  );
  expect((await editor.complete(uri, 'expect="3 ')).get('lines')).toBe('```bash readonly expect="3 lines');
  expect([...(await editor.complete(uri, 'Expect: exit ')).keys()]).toEqual(['nonzero', 'any']);
  // A heading of that name is prose.
  expect((await editor.complete(uri, '# expect at')).size).toBe(0);
  expect((await editor.complete(uri, 'juju')).size).toBe(0);
});

test('a lens above each step has the id that the plan has', async () => {
  const { project, editor, uri } = await openDocument(
    [
      '## Status\n',
      block('readonly', 'juju status'),
      block('gate="destroy x" id=destroy', 'juju destroy-model x'),
      block('readonly each="HOST in a b"', 'ping -c 1 "$HOST"'),
      '<!-- runbook: include="teardown" id=down -->\n',
      'GATE: everybody knows.\n',
    ].join('\n'),
  );
  const lenses = await editor.lenses(uri);
  expect(lenses).toEqual([
    '8 status-1 · readonly',
    '12 destroy · gate, types "destroy x"',
    '16 status-3[a] and 1 more · readonly',
    '20 down · include',
    '22 status-5 · checkpoint',
  ]);
  project.write('runbooks/x.md', editor.document(uri).getText());
  const { stdout } = await project.run(['show', 'x', '--json']);
  const planned: readonly { readonly id: string }[] = JSON.parse(stdout).steps;
  const ids = planned.map(({ id }) => id);
  for (const lens of lenses) expect(ids).toContain(lens.split(' ')[1]);
});

test('a fix is offered where it belongs and changes only what it says', async () => {
  const { editor, uri } = await openDocument(
    `${block('readonly', 'juju status')}\n~~~sh readonly\n[[ -e /etc/hosts ]] && cat /etc/hosts\n~~~\n`,
  );
  const before = editor.document(uri).getText();
  expect(await editor.fixes(uri, '[[ -e')).toEqual(
    new Map([['Call the fence bash', before.replace('~~~sh', '~~~bash')]]),
  );
  expect((await editor.fixes(uri, 'juju status')).size).toBe(0);
});

test('nothing is executed, and no file written', async () => {
  const { project, editor, uri } = await openDocument(
    block('readonly', 'touch ran\n$(touch substituted)\ncat <(touch fed)'),
  );
  await editor.diagnostics(uri);
  await editor.lenses(uri);
  for (const name of ['ran', 'substituted', 'fed', '.runbook', 'runbooks/x.md']) {
    expect(existsSync(join(project.directory, name)), name).toBe(false);
  }
  expect(await editor.close()).toBe(0);
});

test('an editor that goes away without a word takes the server with it', async () => {
  const { editor } = await openDocument('');
  editor.hangUp();
  expect(await editor.exited).toBe(1);
});
