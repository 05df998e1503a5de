import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, openTestSession } from './open-test-session.ts';

describe('the value of a declared secret', () => {
  it('stays out of the snapshot with its copies, and what of them is gone is told on return', async () => {
    const directory = makeFolder();
    const env = { ...process.env, API_KEY: 'hunter2 $1 "q"', COPIED: 'x hunter2 $1 "q" y', OTHER: 'other' };
    const secrets = ['API_KEY', 'TOKEN'];
    const first = await openTestSession({ directory, env, secrets });
    await first.run(`TOKEN='tok en'; copy="a $TOKEN b"; list=(1 "$TOKEN"); OTHER="$API_KEY"`);
    await first.run(`unset TOKEN; lines=$'x\\n'"$API_KEY"; plain=visible`);
    const kept = readFileSync(join(directory, 'session-snapshot.json'), 'latin1');
    expect(kept).not.toMatch(/hunter2|tok en/);
    expect(kept).toContain('visible');
    const show = `printf '%s|' "$COPIED" "$copy" "\${list[1]}" "$OTHER" "$lines" "$plain"`;
    const before = await first.run(show);
    await first.run('kill -9 $$');
    expect(await first.run(show)).toMatchObject({ stdout: before.stdout, lost: [] });
    await first.close();
    const second = await openTestSession({ directory, restore: true, secrets, env });
    const after = await second.run(show);
    expect(after.stdout).toBe('x hunter2 $1 "q" y|||||visible|');
    const gone = ['copy', 'list', 'lines', 'OTHER'].map(
      (name) => `variable ${name}: it held a secret, which no file keeps`,
    );
    expect([...after.lost].sort()).toEqual(gone.sort());
  });
});
