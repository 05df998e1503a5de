import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ReusedFiles } from '../../src/shell/reused-files.ts';
import { temporaryDirectory } from '../journal/temporary.ts';

test('holds the last text and nothing of a longer one before it', () => {
  const path = join(temporaryDirectory(), 'block.sh');
  const files = new ReusedFiles();
  for (const text of ['short', 'a longer text', 'über', '', 'again']) {
    files.write(path, text);
    expect(readFileSync(path, 'utf8')).toBe(text);
  }
  files.close();
});
