// Start-up beside bare Node: node bench/start.mjs [rounds]
import { fileURLToPath } from 'node:url';
import { machine, ms, table, timeCommand, timeInTurns, times } from './measure.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const checkout = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.argv[2] ?? 15);

const commands = {
  'node -e 0': ['-e', '0'],
  'runbook --version': [cli, '--version'],
  'runbook lint phase-00': [cli, 'lint', 'phase-00', '--cache'],
  'runbook show phase-00': [cli, 'show', 'phase-00', '--cache'],
  'runbook lint phase-00 --no-cache': [cli, 'lint', 'phase-00', '--no-cache'],
  'runbook show phase-00 --no-cache': [cli, 'show', 'phase-00', '--no-cache'],
};
const tasks = Object.entries(commands).map(([name, args]) => ({
  name,
  run: () => timeCommand(process.execPath, args, { cwd: checkout }),
}));

const results = timeInTurns(tasks, rounds);
const floor = results.get('node -e 0').median;
console.log(`Start-up, medians of ${rounds} rounds in one run (${machine()})\n`);
console.log(
  table([
    ['command', 'ms', 'min–max', 'beside node -e 0'],
    ...[...results].map(([name, { median, min, max }]) => [
      `\`${name}\``,
      ms(median),
      `${ms(min)}–${ms(max)}`,
      times(median / floor),
    ]),
  ]),
);
