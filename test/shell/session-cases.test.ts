import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openTestSession, type TestSession } from './open-test-session.ts';

type Text = string | { readonly matches: string };

interface Case {
  readonly name: string;
  readonly blocks: readonly {
    readonly source: string;
    readonly status: number | 'nonzero' | 'any';
    readonly stdout?: Text;
    readonly stderr?: Text;
  }[];
}

const file = new URL('../../fixtures/cases/session.json', import.meta.url);
const cases: readonly Case[] = JSON.parse(readFileSync(file, 'utf8'));

function expectText(actual: string, expected: Text | undefined): void {
  if (typeof expected === 'string') expect(actual).toBe(expected);
  else if (expected !== undefined) expect(actual).toMatch(new RegExp(expected.matches));
}

function expectStatus(exit: number | null, expected: number | 'nonzero' | 'any'): void {
  if (expected === 'nonzero') expect(exit).not.toBe(0);
  else if (expected !== 'any') expect(exit).toBe(expected);
}

describe('a block behaves as if pasted and stopped at the first failing command', () => {
  it.each(cases)('$name', async ({ blocks }) => {
    const apart = await openTestSession();
    const merged = await openTestSession();
    for (const { source, status, stdout, stderr } of blocks) {
      // The cases write to the shared /dev/shm; here each has a folder of its own.
      const inOwn = ({ directory }: TestSession) => source.replaceAll('/dev/shm', directory);
      const first = await apart.run(inOwn(apart), { split: true });
      expectStatus(first.exit, status);
      expectText(first.stdout, stdout);
      expectText(first.stderr, stderr);
      const second = await merged.run(inOwn(merged));
      expect(second.exit).toBe(first.exit);
      if (first.stderr === '') expectText(second.stdout, stdout);
    }
  });
});
