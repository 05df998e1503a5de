import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startCheck } from '../../src/expect/check.ts';
import { type Chain, emptyChain, encodeLine, extendChain } from '../../src/journal/chain.ts';
import { reopenJournal } from '../../src/journal/open-journal.ts';
import { scanJournal } from '../../src/journal/read-journal.ts';
import { createRedactor } from '../../src/journal/redactor.ts';
import { sha256 } from '../../src/journal/sha256.ts';
import { soundPart } from '../../src/journal/sound-part.ts';
import type { Event } from '../../src/model/event.ts';
import { formatEntry } from '../../src/report/ndjson.ts';
import { reportRun } from '../../src/report/run-json.ts';
import { foldRun } from '../../src/run/fold-run.ts';
import { renderChanges } from '../../src/shell/render-changes.ts';
import { readSnapshot } from '../../src/shell/snapshot.ts';
import { DamagedSnapshot, SnapshotFile } from '../../src/shell/snapshot-file.ts';
import { OutputDigest } from '../../src/ui/output-digest.ts';
import { showOutput } from '../../src/ui/visible-text.ts';
import { anyClaims, writeClaims } from '../expect/arbitrary-claims.ts';
import { readable } from '../expect/parsing.ts';
import { anyEvent } from '../journal/event-arbitrary.ts';
import { temporaryDirectory } from '../journal/temporary.ts';
import { fileOf, now, run } from '../journal/write-journal.ts';
import { anyDamage } from './damage-bytes.ts';

/** How many cases in all, each test takes its share; see bench/crash.md for the run of 100,000. */
const replays = Number(process.env.RUNBOOK_REPLAYS ?? 5_000);
const share = (part: number) => ({ numRuns: Math.ceil(replays * part), seed: seedOf() });
const timeout = 1_800_000;

test('any journal, however it was damaged, is read, folded and told, or what is wrong with it is', {
  timeout,
}, () => {
  const directory = temporaryDirectory();
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 6 }), anyDamage, (events, damage) => {
      const bytes = damage(encode(events));
      writeFileSync(fileOf(directory), bytes);
      const scan = scanJournal(directory);
      const { entries, damage: found, size, torn } = scan;
      // Nothing is passed over in silence: every line is an entry or a finding.
      const lines = Buffer.from(bytes).toString('latin1').split('\n').length - 1;
      const unread = new Set(found.map(({ line }) => line));
      expect(entries.length + unread.size).toBeGreaterThanOrEqual(lines);
      expect(size + (torn?.length ?? 0)).toBe(bytes.length);
      for (const alive of [true, false]) foldRun(entries, { alive });
      const { sound, beyond, broken } = soundPart(scan);
      const record = { entries: sound, beyond, broken, faults: found, head: '', alive: false };
      const { steps } = reportRun(record);
      expect(Array.isArray(steps)).toBe(true);
      for (const entry of entries) JSON.parse(formatEntry(entry));
    }),
    share(0.4),
  );
});

test('a damaged journal is gone on with only where no more than its last line was torn', { timeout }, () => {
  const parent = temporaryDirectory();
  let count = 0;
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 3 }), anyDamage, (events, damage) => {
      const directory = join(parent, String(count++));
      mkdirSync(directory);
      writeFileSync(fileOf(directory), damage(encode(events)));
      const { entries, damage: found } = scanJournal(directory);
      const again = reopenJournal({ directory, run, now });
      const sound = found.every(({ type }) => type === 'torn');
      if (again.type === 'damaged') {
        expect(again.damage.length).toBeGreaterThan(0);
        return;
      }
      again.journal.close();
      expect(sound).toBe(true);
      expect(scanJournal(directory)).toMatchObject({ entries, damage: [] });
    }),
    share(0.02),
  );
});

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
const fields = fc.array(
  fc.oneof(
    text,
    fc.constantFrom(
      'declare -x a="1"\ndeclare -a b=([0]="x")\n',
      "alias ll='ls -l'\n",
      "trap -- 'echo x' EXIT\n",
      "declare -- c=$'\\n",
      'f () \n{ \n    :\n}\n',
    ),
  ),
  { maxLength: 12 },
);

test('any report of a shell makes a snapshot, and any two snapshots a way between them', { timeout }, () => {
  fc.assert(
    fc.property(fields, fields, (before, after) => {
      expect(typeof renderChanges(readSnapshot(before), readSnapshot(after), new Set(['a']))).toBe('string');
    }),
    share(0.23),
  );
});

test('any snapshot file is a snapshot, or is told as damaged', { timeout }, async () => {
  const directory = temporaryDirectory();
  const file = new SnapshotFile(directory);
  const path = join(directory, 'session-snapshot.json');
  await file.write({
    snapshot: readSnapshot(['a', 'b', 'c']),
    login: new Map([['A', 'b']]),
    withheld: ['S'],
    parts: ['functions'],
  });
  const sound = Buffer.from(
    JSON.stringify({
      snapshot: {
        ...readSnapshot(['', '', '', '/x\n']),
        aliases: [],
        variables: [['a', 'declare -- a="1"']],
        traps: [],
      },
      login: [],
      withheld: [],
      parts: [],
    }),
  );
  const content = fc.oneof(
    anyDamage.map((damage) => damage(sound)),
    fc.json().map((json) => Buffer.from(json)),
    fc
      .record({
        snapshot: fc.object({ maxDepth: 2 }),
        login: fc.anything(),
        withheld: fc.anything(),
        parts: fc.anything(),
      })
      .map((value) =>
        Buffer.from(JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? 1 : each)) ?? ''),
      ),
  );
  await fc.assert(
    fc.asyncProperty(content, async (bytes) => {
      writeFileSync(path, bytes);
      try {
        const kept = await file.read();
        if (kept !== null) renderChanges(readSnapshot([]), kept.snapshot, new Set(kept.withheld));
      } catch (error) {
        if (!(error instanceof DamagedSnapshot)) throw error;
      }
    }),
    share(0.1),
  );
});

const chunk = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  text.map((each) => Buffer.from(each)),
  fc
    .constantFrom('3 DRIFT lines\n', '\x1b[2J\x1b]0;x\x07', '\r', '{"a":[1,{"b":null}]}', '\0', '\xff')
    .map((each) => Buffer.from(each, 'latin1')),
);
const stream = fc.constantFrom('both' as const, 'stdout' as const, 'stderr' as const);

test('any output is judged, redacted and shown', { timeout }, () => {
  const redactor = createRedactor([{ name: 'KEY', value: 'secret' }]);
  fc.assert(
    fc.property(anyClaims, fc.array(fc.tuple(stream, chunk), { maxLength: 6 }), (claims, printed) => {
      const parsed = readable(writeClaims(claims));
      const check = startCheck(parsed, null);
      const digest = new OutputDigest(2, 2);
      const redaction = redactor.stream();
      for (const [name, bytes] of printed) {
        const clean = redaction.write(bytes);
        check.write(name, clean);
        digest.take(name, clean);
      }
      digest.end();
      const verdicts = check.end(0);
      expect(verdicts.every(({ found }) => typeof found === 'string')).toBe(true);
      for (const line of digest.head) showOutput(line.text, { ascii: false });
    }),
    share(0.25),
  );
});

function encode(events: readonly Event[]): Uint8Array {
  let chain: Chain = emptyChain;
  const lines = events.map((event) => {
    const line = encodeLine(chain, run, now(), event);
    chain = extendChain(chain, line, sha256).chain;
    return Buffer.from(`${line}\n`);
  });
  return Buffer.concat(lines);
}

/** Another one each time; fast-check prints it where something fails. */
function seedOf(): number {
  return Number(process.env.RUNBOOK_REPLAY_SEED ?? Date.now() % 0x7fff_ffff);
}
