import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disk } from '../../src/journal/disk.ts';
import { createJournal, reopenJournal } from '../../src/journal/open-journal.ts';
import { readJournal } from '../../src/journal/read-journal.ts';
import { StorageError } from '../../src/journal/storage-error.ts';
import type { Event } from '../../src/model/event.ts';
import { someEvents } from './event-arbitrary.ts';
import { temporaryDirectory } from './temporary.ts';
import { fileOf, note, now, overwrite, run, writeJournal } from './write-journal.ts';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const few = { numRuns: 60 };

describe('a journal', () => {
  test('holds one JSON object a line, each with the hash of the line before', () => {
    const directory = temporaryDirectory();
    const journal = createJournal({ directory, run, now });
    journal.append(note('one'));
    journal.append(note('two'));
    const [first = '', second = '', rest] = readFileSync(fileOf(directory), 'utf8').split('\n');
    expect(rest).toBe('');
    expect(Object.keys(JSON.parse(first)).slice(0, 5)).toEqual(['seq', 'time', 'run', 'prev', 'type']);
    expect(JSON.parse(first)).toMatchObject({
      seq: 1,
      run,
      time: '2026-11-21T14:03:00.000Z',
      prev: '0'.repeat(64),
      text: 'one',
    });
    expect(JSON.parse(second)).toMatchObject({ seq: 2, prev: sha256(first) });
    expect(journal.head).toBe(sha256(second));
    journal.close();
  });

  test('can be read by its owner only', () => {
    const directory = temporaryDirectory();
    writeJournal(directory, [note('x')]);
    expect(statSync(fileOf(directory)).mode & 0o777).toBe(0o600);
  });

  test('gives back any sequence of events, and goes on after being reopened', () => {
    const directory = temporaryDirectory();
    fc.assert(
      fc.property(someEvents, someEvents, (before, after) => {
        const { entries, head } = writeJournal(directory, before);
        const read = readJournal(directory);
        expect(read).toEqual({ entries, head, damage: [] });
        expect(read.entries.map(({ seq, time, run, prev, ...event }) => event)).toEqual(written(before));
        const again = reopenJournal({ directory, run, now });
        if (again.type !== 'reopened') throw new Error('damaged');
        for (const event of after) again.journal.append(event);
        again.journal.close();
        expect(again.recovery).toBeNull();
        const whole = readJournal(directory);
        expect(whole.damage).toEqual([]);
        expect(whole.entries).toEqual(again.journal.entries);
        expect(whole.entries).toHaveLength(before.length + after.length);
      }),
      few,
    );
  });

  test('is never begun twice', () => {
    const directory = temporaryDirectory();
    writeJournal(directory, [note('x')]);
    expect(() => createJournal({ directory, run, now })).toThrow(
      `cannot create ${fileOf(directory)}: file already exists`,
    );
    expect(readJournal(directory).entries).toHaveLength(1);
  });

  test('takes nothing that no reader would accept', () => {
    const directory = temporaryDirectory();
    const journal = createJournal({ directory, run, now });
    const wrong = { type: 'run-ended', status: 'fine', step: null, exit: 0, reason: null };
    expect(() => journal.append(wrong as unknown as Event)).toThrow(
      'is not a whole run-ended: status is missing or wrong',
    );
    journal.append(note('still usable'));
    expect(readJournal(directory)).toMatchObject({ entries: [{ seq: 1 }], damage: [] });
    journal.close();
  });

  test('refuses to go on when another process wrote to it, and leaves that be', () => {
    const directory = temporaryDirectory();
    const journal = createJournal({ directory, run, now });
    journal.append(note('mine'));
    const other = reopenJournal({ directory, run, now });
    if (other.type !== 'reopened') throw new Error('damaged');
    other.journal.append(note('theirs'));
    expect(() => journal.append(note('mine again'))).toThrow('changed by another process');
    expect(readJournal(directory)).toMatchObject({
      entries: [{ text: 'mine' }, { text: 'theirs' }],
      damage: [],
    });
    journal.close();
    other.journal.close();
  });

  test('takes nothing after it was closed, and closes twice', () => {
    const journal = createJournal({ directory: temporaryDirectory(), run, now });
    journal.close();
    journal.close();
    expect(() => journal.append(note('late'))).toThrow('it is closed');
  });
});

describe('a full disk', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

  test.each([0, 1, 40])('%i bytes into a line leaves no half line, and stops the journal', (room) => {
    const directory = temporaryDirectory();
    let left = Number.POSITIVE_INFINITY;
    const write = (fd: number, bytes: Uint8Array) => {
      if (left === 0) throw full;
      const done = disk.write(fd, bytes.subarray(0, Math.min(left, bytes.length)));
      left -= done;
      return done;
    };
    const journal = createJournal({ directory, run, now, disk: { ...disk, write } });
    journal.append(note('before'));
    left = room;
    const failure = new StorageError('write', fileOf(directory), full);
    expect(() => journal.append(note('lost'))).toThrow(failure);
    expect(failure.message).toBe(`cannot write ${fileOf(directory)}: no space left on device`);
    left = Number.POSITIVE_INFINITY;
    expect(() => journal.append(note('too late'))).toThrow(failure);
    expect(readJournal(directory)).toMatchObject({ entries: [{ text: 'before' }], damage: [] });
    journal.close();
  });

  test('continues a write that was merely cut short', () => {
    const directory = temporaryDirectory();
    const write = (fd: number, bytes: Uint8Array) => disk.write(fd, bytes.subarray(0, 7));
    const journal = createJournal({ directory, run, now, disk: { ...disk, write } });
    journal.append(note('in pieces'));
    expect(readJournal(directory)).toMatchObject({ entries: [{ text: 'in pieces' }], damage: [] });
    journal.close();
  });

  test('does not count an event whose sync failed', () => {
    const directory = temporaryDirectory();
    let broken = false;
    const sync = (fd: number) => {
      if (broken) throw new Error('EIO: i/o error, fdatasync');
      disk.sync(fd);
    };
    const journal = createJournal({ directory, run, now, disk: { ...disk, sync } });
    journal.append(note('before'));
    broken = true;
    expect(() => journal.append(note('lost'))).toThrow('i/o error');
    expect(journal.entries).toHaveLength(1);
    expect(readJournal(directory).entries).toHaveLength(1);
    journal.close();
  });

  test('takes what was added to the disk with what is appended', () => {
    const directory = temporaryDirectory();
    let syncs = 0;
    const sync = (fd: number) => {
      syncs += 1;
      disk.sync(fd);
    };
    const journal = createJournal({ directory, run, now, disk: { ...disk, sync } });
    journal.add(note('one'));
    expect(syncs).toBe(0);
    journal.append(note('two'));
    journal.sync();
    expect(syncs).toBe(1);
    expect(readJournal(directory)).toMatchObject({ entries: [{ text: 'one' }, { text: 'two' }], damage: [] });
    journal.close();
  });

  test('keeps what was added before a line that finds no room', () => {
    const directory = temporaryDirectory();
    let room = true;
    const write = (fd: number, bytes: Uint8Array) => {
      if (!room) throw full;
      return disk.write(fd, bytes);
    };
    const journal = createJournal({ directory, run, now, disk: { ...disk, write } });
    journal.add(note('before'));
    room = false;
    expect(() => journal.append(note('lost'))).toThrow('no space');
    expect(() => journal.sync()).not.toThrow();
    expect(readJournal(directory)).toMatchObject({ entries: [{ text: 'before' }], damage: [] });
    journal.close();
  });

  test('counts nothing that was added when its sync fails, even if another one would not', () => {
    const directory = temporaryDirectory();
    let broken = false;
    const sync = (fd: number) => {
      if (broken) throw new Error('EIO: i/o error, fdatasync');
      disk.sync(fd);
    };
    const journal = createJournal({ directory, run, now, disk: { ...disk, sync } });
    const { seq } = journal.append(note('before'));
    const { head } = journal;
    journal.add(note('lost'));
    broken = true;
    expect(() => journal.sync()).toThrow('i/o error');
    broken = false;
    expect(() => journal.sync()).toThrow('i/o error');
    expect(journal.head).toBe(head);
    expect(readJournal(directory)).toMatchObject({ entries: [{ seq, text: 'before' }], damage: [] });
    journal.close();
  });

  test('is not trusted to hold what was added once the sync after cutting back has failed', () => {
    const directory = temporaryDirectory();
    let broken = false;
    const write = (fd: number, bytes: Uint8Array) => {
      if (broken) throw full;
      return disk.write(fd, bytes);
    };
    const sync = (fd: number) => {
      if (broken) throw new Error('EIO: i/o error, fdatasync');
      disk.sync(fd);
    };
    const journal = createJournal({ directory, run, now, disk: { ...disk, write, sync } });
    const { seq } = journal.append(note('before'));
    journal.add(note('lost'));
    broken = true;
    expect(() => journal.add(note('no room'))).toThrow('no space');
    broken = false;
    expect(() => journal.sync()).toThrow('no space');
    expect(readJournal(directory)).toMatchObject({ entries: [{ seq, text: 'before' }], damage: [] });
    journal.close();
  });

  test('is empty when its first line could not be synced', () => {
    const directory = temporaryDirectory();
    const sync = () => {
      throw new Error('EIO: i/o error, fdatasync');
    };
    const journal = createJournal({ directory, run, now, disk: { ...disk, sync } });
    expect(() => journal.append(note('lost'))).toThrow('i/o error');
    expect(journal.isEmpty).toBe(true);
    journal.close();
  });

  test('that cannot even cut back leaves a torn line for the next to recover', () => {
    const directory = temporaryDirectory();
    let left = Number.POSITIVE_INFINITY;
    const refusing = {
      write: (fd: number, bytes: Uint8Array) => {
        if (left === 0) throw full;
        const done = disk.write(fd, bytes.subarray(0, Math.min(left, bytes.length)));
        left -= done;
        return done;
      },
      sync: disk.sync,
      truncate: () => {
        throw full;
      },
    };
    const journal = createJournal({ directory, run, now, disk: refusing });
    journal.append(note('before'));
    left = 10;
    expect(() => journal.append(note('lost'))).toThrow('no space');
    journal.close();
    expect(readJournal(directory).damage).toMatchObject([{ type: 'torn', line: 2 }]);
    const again = reopenJournal({ directory, run, now });
    expect(again).toMatchObject({ type: 'reopened', recovery: { file: 'journal.torn-1', bytes: 10 } });
    if (again.type === 'reopened') again.journal.close();
  });
});

describe('a torn last line', () => {
  test('is moved aside at whatever byte it was torn', () => {
    const directory = temporaryDirectory();
    const { bytes } = writeJournal(directory, [note('one'), note('zwölf')]);
    const lastLine = bytes.indexOf('\n') + 1;
    for (let cut = lastLine + 1; cut < bytes.length; cut++) {
      const torn = temporaryDirectory();
      overwrite(torn, bytes.subarray(0, cut));
      const again = reopenJournal({ directory: torn, run, now });
      if (again.type !== 'reopened') throw new Error('damaged');
      expect(again.recovery).toEqual({ file: 'journal.torn-1', bytes: cut - lastLine });
      expect(readFileSync(join(torn, 'journal.torn-1'))).toEqual(bytes.subarray(lastLine, cut));
      again.journal.append(note('on'));
      again.journal.close();
      expect(readJournal(torn)).toMatchObject({ entries: [{ text: 'one' }, { text: 'on' }], damage: [] });
    }
  });

  test('never replaces one that was moved aside before', () => {
    const directory = temporaryDirectory();
    writeJournal(directory, [note('one')]);
    writeFileSync(join(directory, 'journal.torn-1'), 'earlier');
    writeFileSync(fileOf(directory), 'half', { flag: 'a' });
    expect(reopenJournal({ directory, run, now })).toMatchObject({ recovery: { file: 'journal.torn-2' } });
    expect(readFileSync(join(directory, 'journal.torn-1'), 'utf8')).toBe('earlier');
    expect(statSync(join(directory, 'journal.torn-2')).mode & 0o777).toBe(0o600);
  });

  test('is all there is of a run that died at once', () => {
    const directory = temporaryDirectory();
    overwrite(directory, Buffer.from('{"seq":1'));
    expect(reopenJournal({ directory, run, now })).toMatchObject({ journal: { entries: [] } });
    expect(readJournal(directory)).toEqual({ entries: [], head: '0'.repeat(64), damage: [] });
  });
});

describe('reopening', () => {
  test('touches nothing of a journal that is damaged otherwise', () => {
    const directory = temporaryDirectory();
    const { bytes } = writeJournal(directory, [note('one'), note('two')]);
    const changed = Buffer.concat([Buffer.from(bytes.toString().replace('one', 'won')), Buffer.from('torn')]);
    overwrite(directory, changed);
    expect(reopenJournal({ directory, run, now })).toEqual({
      type: 'damaged',
      damage: [{ type: 'wrong-previous', line: 2, message: 'does not follow from the line before it' }],
    });
    expect(readFileSync(fileOf(directory))).toEqual(changed);
    expect(readdirSync(directory)).toEqual(['journal.jsonl']);
  });

  test('does not take the journal of another run', () => {
    const directory = temporaryDirectory();
    writeJournal(directory, [note('one')]);
    expect(reopenJournal({ directory, run: 'other', now })).toMatchObject({
      type: 'damaged',
      damage: [{ type: 'wrong-run' }],
    });
  });

  test('does not begin one where there is none', () => {
    const directory = temporaryDirectory();
    expect(reopenJournal({ directory, run, now })).toMatchObject({
      damage: [{ type: 'unreadable', line: 0, message: 'cannot be read: no such file or directory' }],
    });
    expect(existsSync(fileOf(directory))).toBe(false);
  });
});

/** What JSON keeps of an event. */
function written(events: readonly Event[]): unknown {
  return JSON.parse(JSON.stringify(events));
}
