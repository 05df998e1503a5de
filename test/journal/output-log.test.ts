import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openOutputLog } from '../../src/journal/output-log.ts';
import { readTail } from '../../src/journal/read-tail.ts';
import { createRedactor } from '../../src/journal/redactor.ts';
import { fileOfRun, logName } from '../../src/journal/run-files.ts';
import { sha256 } from '../../src/journal/sha256.ts';
import { temporaryDirectory } from './temporary.ts';

function openLog(directory: string, name = 'steps/001-audit-1.log') {
  const shown: string[] = [];
  const log = openOutputLog({
    directory,
    name,
    redactor: createRedactor([{ name: 'KEY', value: 'abc123' }]),
    show: (stream, chunk) => {
      const onDisk = readFileSync(join(directory, name)).toString();
      shown.push(`${stream} ${Buffer.from(chunk)}`);
      expect(onDisk.endsWith(Buffer.from(chunk).toString())).toBe(true);
    },
  });
  return { log, shown, path: join(directory, name) };
}

describe('an output log', () => {
  test('records size and hash of what it holds, and shows what was written', async () => {
    const { log, shown, path } = openLog(temporaryDirectory());
    log.write('both', Buffer.from('3 DR'));
    log.write('both', Buffer.from('IFT\n'));
    const record = await log.close();
    expect(readFileSync(path, 'utf8')).toBe('3 DRIFT\n');
    expect(record).toEqual({ file: 'steps/001-audit-1.log', bytes: 8, sha256: sha256('3 DRIFT\n') });
    expect(await log.close()).toBe(record);
    expect(shown).toEqual(['both 3 DR', 'both IFT\n']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  test('holds no secret, even one whose stream was interrupted by the other stream', async () => {
    const { log, shown, path } = openLog(temporaryDirectory());
    log.write('stdout', Buffer.from('key=abc'));
    log.write('stderr', Buffer.from('warning\n'));
    log.write('stdout', Buffer.from('123 and ab'));
    const { bytes, turns } = await log.close();
    expect(readFileSync(path, 'utf8')).toBe('key=warning\n[redacted KEY] and ab');
    expect(turns).toEqual(['key='.length, 'warning\n'.length, '[redacted KEY] and ab'.length]);
    expect(bytes).toBe(Buffer.from('key=warning\n[redacted KEY] and ab').length);
    expect(shown).toEqual(['stdout key=', 'stderr warning\n', 'stdout [redacted KEY] and ', 'stdout ab']);
  });

  test('holds the writer back when those who watch are slow', async () => {
    let free = () => {};
    const slow = new Promise<void>((resolve) => {
      free = resolve;
    });
    const redactor = createRedactor([]);
    const log = openOutputLog({ directory: temporaryDirectory(), name: 'x.log', redactor, show: () => slow });
    const written = log.write('both', Buffer.from('x'));
    let passed = false;
    const waiting = Promise.resolve(written).then(() => {
      passed = true;
    });
    await Promise.resolve();
    expect(passed).toBe(false);
    free();
    await waiting;
    await log.close();
  });

  test('is never written over one that is there', async () => {
    const directory = temporaryDirectory();
    openLog(directory).log.write('both', Buffer.from('of a run that died'));
    const { log, path } = openLog(directory);
    await log.close();
    expect(readFileSync(path, 'utf8')).toBe('');
    const left = readdirSync(join(directory, 'steps')).find((name) => name.includes('.left-')) ?? '';
    expect(readFileSync(join(directory, 'steps', left), 'utf8')).toBe('of a run that died');
  });

  test('names its path when it cannot be written', async () => {
    const directory = temporaryDirectory();
    await openLog(directory, 'steps').log.close();
    expect(() => openLog(directory)).toThrow(`cannot create ${directory}/steps/001-audit-1.log: `);
  });
});

describe('the tail of a file', () => {
  test('is its last bytes, or all of it', async () => {
    const { log, path } = openLog(temporaryDirectory());
    log.write('both', Buffer.from('0123456789'));
    await log.close();
    expect(Buffer.from(readTail(path, 4)).toString()).toBe('6789');
    expect(Buffer.from(readTail(path, 400)).toString()).toBe('0123456789');
    expect(readTail(path, 0)).toHaveLength(0);
    expect(() => readTail(`${path}.none`, 4)).toThrow(`cannot read ${path}.none: no such file or directory`);
  });
});

describe('a log name', () => {
  test.each([
    [3, 'audit', 1, 'steps/003-audit-1.log'],
    [12, 'recidr[host 0]', 2, 'steps/012-recidr-host-0--2.log'],
    [1, '../../etc/passwd', 1, 'steps/001-..-..-etc-passwd-1.log'],
    [1000, 'ü', 1, 'steps/1000---1.log'],
  ])('of step %i %j, attempt %i, is safe', (number, step, attempt, name) => {
    expect(logName(number, step, attempt)).toBe(name);
    expect(fileOfRun('/runs/x', name)).toBe(`/runs/x/${name}`);
  });

  test('is never longer than a file name may be', () => {
    expect(logName(1, 'x'.repeat(500), 1).length).toBeLessThan(120);
  });

  test.each(['../x', '/etc/passwd', '', '.', 'a/../..', 'a/../../runs2/x'])(
    'outside the run is none: %j',
    (name) => {
      expect(fileOfRun('/runs/x', name)).toBeNull();
    },
  );
});
