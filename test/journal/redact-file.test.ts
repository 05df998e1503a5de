import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { redactFile } from '../../src/journal/redact-file.ts';
import { createRedactor } from '../../src/journal/redactor.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbook-redact-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('takes secrets out of a file, also where they stand across its chunks', () => {
  const path = join(folder, 'shell.log');
  const filler = 'x'.repeat(65_530);
  writeFileSync(path, `${filler}hunter2-hunter2 and hunter2-hunter2\n`);
  redactFile(path, createRedactor([{ name: 'KEY', value: 'hunter2-hunter2' }]));
  expect(readFileSync(path, 'utf8')).toBe(`${filler}[redacted KEY] and [redacted KEY]\n`);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['shell.log']);
});
