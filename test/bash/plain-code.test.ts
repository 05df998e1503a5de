import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlainCode } from '../../src/bash/calls/plain-code.ts';

describe('plain code', () => {
  test.each([
    'echo hello',
    'X=1',
    'export MAAS_PROFILE=admin',
    'maas "$MAAS_PROFILE" machines read 2>/dev/null | grep -c Ready || true',
    'bash scripts/x.sh --apply   # it\'s expected to say "CREATE',
    'cd /srv && ls; pwd',
    '  indented\n\n# a comment\nA=1 B="$A" run ${A}',
  ])('is %j', (code) => {
    expect(isPlainCode(code)).toBe(true);
  });

  test.each([
    'if true',
    'done',
    'echo "abc',
    "echo 'abc",
    'cat <<EOF',
    'echo a \\',
    'x=$(date)',
    'remove <id>',
    'time { a; }',
    'a &&',
    '| b',
    'f() { a; }',
    'echo a & wait',
    'echo ${x:?}',
    'a=(1 2)',
    'ls *.md',
    'echo `date`',
    '{ a; }',
    '( a )',
    'eval x',
    '! true',
    'echo a#b; done',
  ])('is not %j', (code) => {
    expect(isPlainCode(code)).toBe(false);
  });

  test('is accepted by bash, whatever it is', () => {
    const pieces = [
      'echo',
      'a',
      ' ',
      '"',
      "'",
      '$X',
      '${Y}',
      '=',
      '|',
      '&&',
      '||',
      ';',
      '#',
      '\n',
      'if',
      'fi',
      '>',
    ];
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
    const plain = fc.sample(texts, 6_000).filter((text) => text.trim() !== '' && isPlainCode(text));
    expect(plain.length).toBeGreaterThan(100);
    // Each in a file of its own would be slow; none of them can reach beyond its line.
    for (const code of [plain.join('\n'), ...plain.slice(0, 60)]) {
      const { stderr } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
      expect(stderr, code).toBe('');
    }
  });
});
