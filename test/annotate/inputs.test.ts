import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { annotated, block, newLines, notesOn, optedIn, options } from './annotate-text.ts';

const asked = (body: string) => newLines(body, ['--inputs']);
const declared = (text: string) => parseRunbook(text, options).runbook.requirements.inputs;

describe('inputs', () => {
  test('take the place of placeholders only when they are asked for', () => {
    const body = block('openstack volume set --name <volume-name> "$OS_VOLUME"');
    expect(newLines(body)).toEqual([]);
    expect(asked(body)).toEqual([
      'runbook:',
      '  id: restore-web',
      '  inputs:',
      '    VOLUME_NAME: Which volume name?',
      'openstack volume set --name "$VOLUME_NAME" "$OS_VOLUME"',
    ]);
  });

  test('are read by the parser', () => {
    const after = annotated(optedIn(block('juju show-machine <machine-id>; curl "$API_TOKEN"')), [
      '--inputs',
    ]);
    expect(declared(after)).toMatchObject([
      { name: 'MACHINE_ID', prompt: 'Which machine id?', secret: false },
      { name: 'API_TOKEN', secret: true },
    ]);
    expect(annotated(after, ['--inputs'])).toBe(after);
  });

  test.each([
    [
      'as the first key',
      '---\nrunbook:\n  id: x\n  host: jumphost\n---\n',
      '  inputs:\n    RACK: Which rack?\n',
    ],
    ['beside others', '---\nrunbook:\n  inputs:\n    A: Which a?\n---\n', '    RACK: Which rack?\n'],
  ])('are declared %s', (_, front, added) => {
    const after = annotated(`${front}\n${block('juju status "$RACK"')}`, ['--inputs']);
    expect(after).toContain(added);
    expect(declared(after).map(({ name }) => name)).toContain('RACK');
    expect(annotated(after, ['--inputs'])).toBe(after);
  });

  test('take places behind prompts too', () => {
    const body = block('$ juju status <rack>\nweb <rack-1>\n$ juju models', 'Step', 'console');
    expect(asked(body)).toContain('$ juju status "$RACK"');
  });

  test('that are declared already only take their places', () => {
    const text = `---\nrunbook:\n  inputs:\n    RACK: Which rack?\n---\n\n${block('juju status <rack>')}`;
    expect(annotated(text, ['--inputs'])).toBe(text.replace('<rack>', '"$RACK"'));
  });

  test.each([
    ['the frontmatter is written otherwise', '---\nrunbook: { id: x }\n---\n\n'],
    ['the document has not opted in and cannot', ''],
  ])('are left out where %s', (_, front) => {
    const text = `${front}${block('juju status <rack>')}`;
    expect(annotated(text, ['--inputs'], { belowRunbooks: false })).toBe(text);
  });

  test.each([
    ['it stands in quotes', block('echo "<rack>"')],
    ['it stands in a heredoc', block('cat > x <<EOF\nrack: <rack>\nEOF')],
    ['it is a part of a synopsis too', block('juju status <rack> [--like <rack>]')],
    ['it means something to the shell', block('ls <path>')],
    [
      'its word is vague and stands twice',
      `${block('juju show-machine <id>')}\n${block('openstack show <id>')}`,
    ],
    ['it is filled in each time', `For each of them:\n\n${'```'}bash\njuju status <rack>\n${'```'}\n`],
    ['its name is taken', block('RACK=3\njuju status <rack>')],
  ])('do not replace a placeholder where %s, and a note says so', (_, body) => {
    expect(asked(body)).toEqual([]);
    expect(notesOn(body).join('\n')).toMatch(/`<(?:rack|path|id)>` stays as it is/);
  });

  test.each([
    ['set in a block', `${block('RACK=$(pick)')}\n${block('juju status "$RACK"')}`],
    ['set in prose', `First \`export RACK=3\`.\n\n${block('juju status "$RACK"')}`],
    ['set by a loop', block('for RACK in 1 2; do juju status "$RACK"; done')],
    ['read', block('read -r RACK\njuju status "$RACK"')],
    [
      'captured',
      `${block('juju models', 'A', 'bash capture="RACK=/(x)/"')}\n${block('juju status "$RACK"')}`,
    ],
    ['given a default', block('juju status "${RACK:-3}"')],
    ['perhaps set by a file', `${block('source openrc')}\n${block('juju status "$RACK"')}`],
    ['of the environment', block('ls "$HOME" "$KUBECONFIG" "$AWS_PROFILE"')],
    ['a local name', block('juju status "$rack"')],
  ])('are not declared for a variable that is %s', (_, body) => {
    expect(asked(body)).toEqual([]);
  });

  test('let a block be readonly that had a placeholder', () => {
    const body = block('juju show-machine <machine-id>', 'Look (read-only)');
    expect(newLines(body, ['--readonly'])).toEqual([]);
    expect(newLines(body, ['--inputs', '--readonly'])).toContain('```bash readonly');
  });
});
