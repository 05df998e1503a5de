import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanJournal } from '../../src/journal/read-journal.ts';
import { soundPart } from '../../src/journal/sound-part.ts';
import { someEvents } from './event-arbitrary.ts';
import { temporaryDirectory } from './temporary.ts';
import { note, overwrite, writeJournal } from './write-journal.ts';

const letters = ['a', 'b', 'c', 'd', 'e'];

/** What is left of a journal of five notes after its lines were changed; the notes of each part. */
function keptOf(change: (lines: string[]) => readonly string[], ending = '\n') {
  const directory = temporaryDirectory();
  const { bytes } = writeJournal(directory, letters.map(note));
  const lines = bytes.toString().split('\n').slice(0, -1);
  overwrite(directory, Buffer.from(change(lines).join('\n') + ending));
  const { sound, beyond, broken } = soundPart(scanJournal(directory));
  const texts = (entries: typeof sound) =>
    entries.map((entry) => (entry.type === 'note-added' ? entry.text : entry.type)).join('');
  return [texts(sound), texts(beyond), broken];
}

describe('what a damaged journal is still good for', () => {
  test('all of it, where nothing is wrong', () => {
    expect(keptOf((lines) => lines)).toEqual(['abcde', '', false]);
  });

  test('all but a last line that a crash cut short', () => {
    expect(keptOf((lines) => lines.with(4, lines[4]?.slice(0, 40) ?? ''), '')).toEqual(['abcd', '', false]);
  });

  test('up to a line that cannot be read', () => {
    expect(keptOf((lines) => lines.with(2, '{"seq":'))).toEqual(['ab', 'de', true]);
  });

  test('up to the first of more lines than anybody counts', () => {
    const rubbish = Array.from({ length: 200_000 }, () => '{');
    expect(keptOf((lines) => [...lines, ...rubbish])).toEqual(['abcde', '', true]);
  });

  test('up to the line before one that does not follow from it: either may be the one that was changed', () => {
    expect(keptOf((lines) => lines.with(2, lines[2]?.replace('"c"', '"x"') ?? ''))).toEqual([
      'ab',
      'xde',
      true,
    ]);
    expect(keptOf((lines) => lines.toSpliced(2, 1))).toEqual(['a', 'bde', true]);
  });

  test('nothing of it, where the first line is wrong or there is no file', () => {
    expect(keptOf((lines) => lines.toSpliced(0, 1))).toEqual(['', 'bcde', true]);
    const { sound, broken } = soundPart(scanJournal('/nowhere'));
    expect([sound, broken]).toEqual([[], true]);
  });

  test('never an entry that was changed, whatever single byte it was, but in the last line', () => {
    const directory = temporaryDirectory();
    fc.assert(
      fc.property(someEvents, fc.nat(), fc.integer({ min: 1, max: 255 }), (events, position, by) => {
        const { bytes, entries } = writeJournal(directory, events);
        const at = position % bytes.length;
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        overwrite(directory, changed);
        const line = bytes.subarray(0, at).toString('latin1').split('\n').length - 1;
        fc.pre(line < entries.length - 1);
        const { sound, broken } = soundPart(scanJournal(directory));
        expect(broken).toBe(true);
        expect(sound).toEqual(entries.slice(0, sound.length));
        expect(sound.length).toBeLessThanOrEqual(line);
      }),
      { numRuns: 200 },
    );
  });
});
