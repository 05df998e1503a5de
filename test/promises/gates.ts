import { expect } from 'vitest';
import { readGate } from '../e2e/gate-text.ts';
import { answer, asJesse, block, goOn, has, types, walk } from './operator.ts';
import type { Row } from './row.ts';

const first =
  "Nothing that changes the world runs without a human's yes, given at a gate that showed all of it. (An author may mark a harmless block `auto`; what is known to destroy is refused there.)";
const make = block('id=make', 'touch made');

export const gates: readonly Row[] = [
  {
    promise: first,
    how: 'every answer but yes',
    async observe(makeProject) {
      const project = makeProject();
      project.runbook(make);
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      // What is no answer is asked again, however near to a yes it is.
      for (const line of ['yes please', 'ok', 'true', '1', 'make', 'touch made', 'note y', 'ye', '*']) {
        await terminal.question(/Run make\?/);
        terminal.type(line);
      }
      expect((await answer(terminal, [/Run make\?/, ''])).exit).toBe(6);
      const ends = { n: 6, pause: 5, 'abort never': 6, '\x03': 5, '\x04': 5 };
      for (const [line, exit] of Object.entries(ends)) {
        const seen = await goOn(project, [/Run make\?/, line]);
        expect([line, seen.exit, has(project, 'made')]).toEqual([line, exit, false]);
      }
      expect((await goOn(project, [/Run make\?/, 'skip not today'])).exit).toBe(0);
      expect(has(project, 'made')).toBe(false);
      expect(types(project)).not.toContain('block-started');
    },
  },
  {
    promise: first,
    how: 'a long gate with what it reads, and characters that hide',
    async observe(makeProject) {
      const project = makeProject();
      const code = Array.from({ length: 60 }, (_, index) => `echo "line ${index} $HIDDEN $GONE"`);
      const shown = [...code, 'echo "a\u202eb\u200bc"'];
      project.runbook(
        `${block('auto', `HIDDEN=$'red \\e[31m'`)}\n> [!CAUTION]\n> Read all of it.\n${block('id=long', ...shown)}`,
      );
      const terminal = project.terminal(['run', 'x', ...asJesse], { columns: 72, rows: 20 });
      const text = await terminal.question(/GONE is UNSET\. Is that intended\?/);
      const gate = readGate(text, 'long');
      expect(gate.command.split('\n')).toEqual([...code, 'echo "a<U+202E>b<U+200B>c"']);
      expect(gate.reads).toEqual(['HIDDEN=red <U+001B>[31m', '! GONE is UNSET']);
      expect(text).toMatch(/characters that a terminal does not[\s\S]*! CAUTION: Read all of it\./);
      terminal.type('y');
      expect((await answer(terminal, [/Run long\?/, ''])).exit).toBe(6);
    },
  },
  {
    promise: first,
    how: 'what changed since the yes is shown again',
    async observe(makeProject) {
      const project = makeProject({ 'make.sh': 'echo harmless\n' });
      project.runbook(block('id=make', 'bash make.sh'));
      const terminal = project.terminal(['run', 'x', ...asJesse]);
      await terminal.question(/Run make\?/);
      project.write('make.sh', 'touch made\n');
      terminal.type('y');
      const again = await terminal.question(/Run make\?/);
      expect(again).toContain('CHANGED since it was last shown: the content of make.sh');
      terminal.type('');
      expect([await terminal.exit(), has(project, 'made')]).toEqual([6, false]);
    },
  },
  {
    promise: first,
    how: 'yes',
    async observe(makeProject) {
      const project = makeProject();
      project.runbook(make);
      expect((await walk(project, [/Run make\?/, 'y'])).exit).toBe(0);
      expect(has(project, 'made')).toBe(true);
      expect(types(project)).toEqual([
        'run-started',
        'gate-opened',
        'gate-answered',
        'block-started',
        'block-ended',
        'run-ended',
      ]);
    },
  },
];
