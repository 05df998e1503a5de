import { join } from 'node:path';
import { ordinary } from '../../src/run/run-manner.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';
import { openSession } from '../../src/shell/session.ts';

/**
 * A runner of its own: `node runner.mjs FOLDER plain CODE` runs a block, `node runner.mjs FOLDER raw CODE` runs it with the terminal in raw mode and the cursor hidden,
 * `node runner.mjs FOLDER shell CODE` runs a block, opens an interactive shell, and then shows what became of the state.
 */
const [directory = '', mode, code = ''] = process.argv.slice(2);

const session = await openSession({
  directory,
  cwd: directory,
  env: process.env,
  parser: await loadBashParser(),
  secrets: ['SECRET'],
  restore: false,
  confinement: null,
});

const show = (text: string) => void process.stdout.write(text);

const run = (block: string) =>
  session.run({
    code: block,
    file: 'x.md',
    line: 1,
    continues: false,
    cwd: null,
    split: false,
    timeout: null,
    grace: 1000,
    manner: ordinary,
    output: (_, chunk) => show(Buffer.from(chunk).toString()),
  });

if (mode === 'raw') {
  process.stdin.setRawMode(true);
  show('\x1b[?25l');
}
if (mode !== 'shell') {
  await run(code);
} else {
  await run(code);
  const { exit, recorded } = await session.shell(join(directory, 'shell.log'));
  show(`exit=${exit} recorded=${recorded}\n`);
  const values = await session.values(['a', 'b', 'SECRET', 'PS1', 'HISTFILE']);
  show(`values=${JSON.stringify([...values])} directory=${await session.directory(null)}\n`);
  await run('echo "func: $(greet)"; set -o | grep -E "monitor|history"; jobs -p | wc -l; alias');
}
await session.close();
show('closed\n');
