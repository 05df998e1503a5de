import { expect, test } from 'vitest';
import { block, lintDocument } from './lint-document.ts';

async function lint(code: string): Promise<readonly string[]> {
  const said = await lintDocument(block('bash', code));
  return said.filter(({ ruleId }) => ruleId === 'ends-session').map(({ reason }) => reason);
}

test.each([
  ['sudo -iu postgres\npg_ctl reload\nexit', '`exit`'],
  ['su - app\n./deploy\n  logout  # back to root\n', '`logout`'],
])('%j leaves no other shell', async (code, name) => {
  expect(await lint(code)).toEqual([
    `Unexpected ${name} at the end of the block, where there is no other shell to leave: all commands of a block run in the session; leave it out`,
  ]);
});

test.each([
  'juju status\nexit\njuju models',
  'juju status && exit',
  'juju status\nexit 0',
  'if juju status; then\n  exit\nfi',
])('%j ends the block as passed', async (code) => {
  expect(await lint(code)).toEqual([expect.stringContaining('it ends this block as passed')]);
});

test.each(['juju status || exit', 'juju status\nexit 1', 'ssh h <<EOF\njuju status\nexit\nEOF'])(
  'nothing is said of %j',
  async (code) => {
    expect(await lint(code)).toEqual([]);
  },
);
