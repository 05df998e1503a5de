import { expect, test } from 'vitest';
import { block, lintDocument } from './lint-document.ts';

test.each([
  ['<snip>', "near unexpected token `newline'"],
  [
    '<unit>',
    "near unexpected token `newline'; bash takes `<unit>` for redirections, expected an input such as",
  ],
])(
  'of %s, which ends a line, block-syntax makes an input only where it is a placeholder',
  async (word, words) => {
    const said = await lintDocument(block('bash', `juju status\nApp  Version\n${word}\n`));
    const [found] = said.filter(({ ruleId }) => ruleId === 'block-syntax');
    expect(found?.reason.startsWith(`Unexpected shell syntax: ${words}`)).toBe(true);
    expect(found?.reason.includes('an input')).toBe(word === '<unit>');
  },
);
