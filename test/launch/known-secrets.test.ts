import { expect, test } from 'vitest';
import { KnownSecrets } from '../../src/launch/known-secrets.ts';
import type { Session } from '../../src/run/ports.ts';

test('a secret that is assigned is known before it is set', async () => {
  const secrets = new KnownSecrets(['TOKEN'], {});
  const said: string[] = [];
  const session = {
    assign: async () => {
      said.push(secrets.text('it is correct-horse-battery'));
    },
  } as unknown as Session;
  await secrets.watch(session).assign({ TOKEN: 'correct-horse-battery', OTHER: 'x' });
  expect(said).toEqual(['it is [redacted TOKEN]']);
});

test('one that is too short to be kept secret is not set', async () => {
  const secrets = new KnownSecrets(['TOKEN'], {});
  const session = { assign: async () => expect.unreachable() } as unknown as Session;
  await expect(secrets.watch(session).assign({ TOKEN: 'abc' })).rejects.toThrow('shorter than 6 characters');
});
