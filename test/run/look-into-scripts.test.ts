import { expect, test } from 'vitest';
import { block, plan } from './build-plan.ts';
import { fakeWorld } from './fake-ports.ts';
import { start } from './walk-plan.ts';

test('a gate looks into scripts once, whatever parts its block has, and once more after the yes', async () => {
  const looks: string[][] = [];
  const world = fakeWorld(() => ({}), { gate: async () => ({ type: 'yes', typed: [] }) });
  const surroundings = {
    ...world.ports.surroundings,
    lookIntoScripts: () => {
      const codes: string[] = [];
      looks.push(codes);
      return {
        effectsOf: (code: string) => {
          codes.push(code.trim());
          return [];
        },
        hashes: () => Object.fromEntries(codes.map((code) => [code, 'hash'])),
      };
    },
  };
  const parts = ['./apply.sh one', './apply.sh two'];
  const segments = parts.map((part, line) => ({
    code: `${part}\n`,
    line,
    expectation: null,
    placeholders: [],
  }));
  const step = block('apply', { mode: 'gate', code: `${parts.join('\n')}\n`, segments });

  expect(await start(plan(step), { ...world, ports: { ...world.ports, surroundings } })).toBe(0);
  expect(looks).toEqual([parts, parts]);
  expect(world.entries.find(({ type }) => type === 'gate-opened')).toMatchObject({
    approval: { scripts: { './apply.sh one': 'hash', './apply.sh two': 'hash' } },
  });
});
