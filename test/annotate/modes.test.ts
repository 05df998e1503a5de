import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { annotated, block, newLines, notesOn, optedIn, options } from './annotate-text.ts';

describe('a gate', () => {
  test.each([
    ['juju destroy-model openstack --force --no-prompt', 'gate="destroy openstack"'],
    ['juju remove-application keystone', 'gate="remove keystone"'],
    ['juju remove-machine 3 --force', 'gate="remove machine 3"'],
    ['maas admin machine release abc123', 'gate="release abc123"'],
    ['kubectl delete namespace web', 'gate="delete web"'],
    ['ssh db1 sudo rm -rf /var/lib/postgres/old', 'gate="remove /var/lib/postgres/old"'],
    ['sudo mkfs.ext4 /dev/sdb1', 'gate="format /dev/sdb1"'],
    ['juju destroy-model "$MODEL" --no-prompt', 'gate="destroy $MODEL"'],
    ['openstack server delete web-1 web-2', 'gate="delete web-1 web-2"'],
  ])('names what %s destroys', (code, gate) => {
    expect(newLines(block(code))).toEqual([`\`\`\`bash ${gate}`]);
  });

  test.each([
    ['a target that only the shell knows', 'juju destroy-model "$(cat model)" --no-prompt'],
    ['a variable that the block itself sets', 'for m in a b; do juju destroy-model "$m" --no-prompt; done'],
    ['a placeholder', 'juju destroy-model <model> --no-prompt'],
    ['no target at all', 'terraform destroy -auto-approve'],
    ['a target that says nothing', 'juju destroy-model everything --no-prompt'],
    ['several destructions', 'juju destroy-model a --no-prompt\njuju destroy-model b --no-prompt'],
  ])('is plain for %s', (_, code) => {
    expect(newLines(block(code))).toEqual(['```bash gate']);
  });

  test.each([
    ['Re-CIDR (gated, destructive)'],
    ['3. RUN -- jumphost'],
    ['Step 4 -- Standup (gated)'],
    ['Danger: new keys'],
    ['Audit (read-only): RUN -- jumphost'],
  ])('is asked for by the heading "%s"', (heading) => {
    expect(newLines(block('scripts/standup.sh', heading))).toEqual(['```bash gate']);
  });

  test.each([
    ['Re-CIDR (non-destructive)'],
    ['Running the checks'],
    ['Why gates matter'],
    ['What is destroyed'],
  ])('is not asked for by the heading "%s"', (heading) => {
    expect(newLines(block('scripts/standup.sh', heading))).toEqual([]);
  });

  test.each([
    ['This is destructive: clients lose their sessions.'],
    ['**RUN -- jumphost**'],
    ['The change cannot be undone.'],
    ['> CAUTION: irreversible.'],
  ])('is asked for by "%s" before the block', (prose) => {
    const body = `## Keys\n\n${prose}\n\n\`\`\`bash\nscripts/rotate.sh\n\`\`\`\n`;
    expect(newLines(body)).toEqual(['```bash gate']);
  });

  test('is asked for by a comment at the head of the code', () => {
    expect(newLines(block('# DESTRUCTIVE: drops sessions\nscripts/rotate.sh'))).toEqual(['```bash gate']);
  });

  test('is left as its author wrote it', () => {
    for (const info of [
      'bash gate',
      'bash auto',
      'bash readonly',
      'bash manual',
      'bash doc',
      'bash {gate="x y"}',
    ])
      expect(newLines(block('juju destroy-model openstack --no-prompt', 'Teardown (gated)', info))).toEqual(
        [],
      );
  });

  test('is not asked for again where the section does', () => {
    const below = (comment: string, code: string) =>
      `## Teardown (gated)\n\n<!-- runbook: ${comment} -->\n\n\`\`\`bash\n${code}\n\`\`\`\n`;
    expect(newLines(below('gate', 'scripts/x.sh'))).toEqual([]);
    expect(newLines(below('gate="lose web"', 'juju destroy-model web --no-prompt'))).toEqual([]);
    expect(newLines(below('gate', 'juju destroy-model web --no-prompt'))).toEqual([
      '```bash gate="destroy web"',
    ]);
    expect(newLines(below('manual', 'juju destroy-model web --no-prompt'))).toEqual([]);
  });

  test('comes with a note where one yes would stand for several losses', () => {
    const body = block('juju destroy-model a --no-prompt\njuju destroy-model b --no-prompt');
    expect(notesOn(body)).toEqual([
      '7: 2 commands of this block destroy something; one typed phrase each needs a block each: ' +
        '`juju destroy-model a --no-prompt`, `juju destroy-model b --no-prompt`',
    ]);
  });

  test('has a phrase that the parser reads as it was meant', () => {
    const text = annotated(optedIn(block('juju destroy-model "$MODEL" --no-prompt')));
    const [step] = parseRunbook(text, options).runbook.steps;
    expect(step).toMatchObject({ mode: 'gate', gate: { phrase: 'destroy $MODEL' } });
  });
});

describe('readonly', () => {
  const asked = (body: string) => newLines(body, ['--readonly']);

  test.each([
    ['the heading', block('juju status', 'Audit (read-only)')],
    ['a house label', block('juju status', 'CHECK (read-only) -- jumphost')],
    ['a label in bold', '**CHECK (read-only) -- jumphost**\n\n```bash\njuju status\n```\n'],
    ['prose', 'Optional sanity check (read-only):\n\n```bash\njuju status\n```\n'],
    ['a whole sentence', 'Look at the units. This is read-only.\n\n```bash\njuju status\n```\n'],
    ['a comment', block('# read-only\njuju status')],
  ])('is proposed where %s and the commands agree', (_, body) => {
    expect(asked(body)).toEqual(['```bash readonly']);
    expect(newLines(body)).toEqual([]);
  });

  test.each([
    ['nothing says so', block('juju status')],
    ['the code changes something', block('juju status\njuju deploy mysql', 'Audit (read-only)')],
    ['the code writes a file', block('juju status > status.txt', 'Audit (read-only)')],
    ['it cannot be told what runs', block('"$TOOL" status', 'Audit (read-only)')],
    ['the code has a placeholder', block('juju show-machine <id>', 'Audit (read-only)')],
    ['there is no command', block('# read-only', 'Audit (read-only)')],
    [
      'the function it calls changes something',
      `${block('wipe() { rm -rf "$1"; }')}\n${block('wipe x', 'Look (read-only)')}`,
    ],
    [
      'the words are about something else',
      block('mount -o ro /dev/sdb /mnt', 'Put the database into read-only mode'),
    ],
    ['the words deny it', 'These commands are not read-only.\n\n```bash\njuju status\n```\n'],
    [
      'the words are about what came before',
      'The command above is read-only.\n\n```bash\njuju status\n```\n',
    ],
    ['a warning stands before it', '## Audit (read-only)\n\n> WARNING: slow\n\n```bash\njuju status\n```\n'],
    ['its author gave it a mode', block('juju status', 'Audit (read-only)', 'bash gate')],
    [
      'its section is stricter',
      '## Audit (read-only)\n\n<!-- runbook: gate -->\n\n```bash\njuju status\n```\n',
    ],
  ])('is not proposed where %s', (_, body) => {
    expect(asked(body).filter((line) => line.includes('readonly'))).toEqual([]);
  });

  test('is not proposed where the words near the block and the heading contradict each other', () => {
    const body = '## Teardown (gated)\n\nLook first (read-only):\n\n```bash\njuju models\n```\n';
    expect(asked(body)).toEqual([]);
  });

  test('follows the innermost heading that says anything', () => {
    const body = `## Teardown (gated)\n\n${block('juju models', '# Look (read-only)')}`;
    expect(asked(body)).toEqual(['```bash readonly']);
  });

  test('counts what a project knows of its own scripts', () => {
    const commands = [
      { pattern: 'scripts/reindex.sh', effect: 'mutates', why: 'rewrites the index' },
    ] as never;
    expect(asked(block('scripts/reindex.sh', 'Audit (read-only)'))).toEqual(['```bash readonly']);
    expect(newLines(block('scripts/reindex.sh', 'Audit (read-only)'), ['--readonly'], { commands })).toEqual(
      [],
    );
  });
});
