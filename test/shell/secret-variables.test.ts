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

  it('stays out of what else a snapshot holds, and a session that cannot be where it was runs nothing', async () => {
    const directory = makeFolder();
    const place = makeFolder();
    const secrets = ['API_KEY'];
    const env = { ...process.env, API_KEY: `hun'ter"2` };
    const first = await openTestSession({ directory, env, secrets });
    await first.run(`shopt -s expand_aliases; set -- one "$API_KEY"; printf -v quoted %q "$API_KEY"`);
    await first.run(
      `alias spoken="echo $quoted" harmless='echo'; trap "echo $quoted" USR1; trap 'echo' USR2`,
    );
    await first.run(`eval "tell() { echo $quoted; }"; mkdir ${place}/"$API_KEY"; cd ${place}/"$API_KEY"`);
    await first.run('plain=visible');
    const kept = readFileSync(join(directory, 'session-snapshot.json'), 'latin1');
    expect(kept).not.toMatch(/hun.{0,9}ter/);
    expect(kept).toContain('harmless');
    expect(await first.run('tell; pwd; echo "$2"')).toMatchObject({
      stdout: `${env.API_KEY}\n${place}/${env.API_KEY}\n${env.API_KEY}\n`,
    });
    await first.close();
    const second = await openTestSession({ directory, restore: true, secrets, env });
    const after = await second.run('echo "$plain"');
    expect(after.message).toContain('the session’s directory /dev/null/withheld is gone');
    const parts = ['alias spoken', 'trap on SIGUSR1', 'functions', 'positional parameters', 'directory'];
    expect(after.lost).toEqual(
      expect.arrayContaining(parts.map((part) => `${part}: it held a secret, which no file keeps`)),
    );
  });
});
