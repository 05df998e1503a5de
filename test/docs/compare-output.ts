import { startCheck } from '../../src/expect/check.ts';
import { failureSentence } from '../../src/expect/verdict.ts';

const point = { line: 1, column: 1, offset: 0 };

/** Why an output is not what a page shows, with `...` and `[..]` as elisions; empty: it is. */
export function compareOutput(page: string, shown: readonly string[], stdout: string): readonly string[] {
  const source = { file: `docs/${page}`, position: { start: point, end: point } };
  const check = startCheck(null, { lines: shown, source });
  check.write('stdout', Buffer.from(stdout));
  return check
    .end(0)
    .filter(({ ok }) => !ok)
    .map((verdict) => [failureSentence(verdict), ...verdict.evidence].join('\n'));
}
