import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listRules } from '../../src/lint/registry.ts';
import { lintExample } from './lint-example.ts';
import { headOf, readRulePage } from './rule-page.ts';

const folder = new URL('../../docs/rules/', import.meta.url);
const readPage = (id: string) => readRulePage(readFileSync(new URL(`${id}.md`, folder), 'utf8'));

test('every rule has its page, and every page its rule', () => {
  const pages = readdirSync(folder).filter((name) => name !== 'README.md');
  expect(pages.sort()).toEqual(
    listRules()
      .map(({ id }) => `${id}.md`)
      .sort(),
  );
});

describe.each(listRules().map((info) => [info.id, info] as const))('%s', (id, info) => {
  const page = readPage(id);
  const { bad, good } = page;

  test('is described as it is', () => {
    expect(page.head).toBe(headOf(info));
  });

  // Too deep, or too large, for an example.
  test.runIf(id !== 'too-deep' && id !== 'too-large')(
    'has an example of what is not ok, and names it there',
    () => {
      expect(bad.length).toBeGreaterThan(0);
      for (const { expected } of bad) expect(expected).toContain(`  ${id}`);
    },
  );

  test('has an example of what is ok', () => {
    expect(good.length).toBeGreaterThan(0);
  });

  test.each([...bad, ...good].map((example) => [example.line, example] as const))(
    'finds in the example on line %i what the page says, and nothing else',
    async (_, example) => {
      const { found, fixed } = await lintExample(example, page);
      expect(found).toBe(example.expected);
      if (!example.path.endsWith('.md')) return;
      if (example.fixed === null) expect(fixed).toBe(example.text);
      else {
        expect(fixed).toBe(example.fixed);
        const again = await lintExample({ ...example, text: fixed }, page);
        expect(again.found).not.toContain(`  ${id}`);
        expect(again.fixed).toBe(fixed);
      }
    },
  );
});
