import fc from 'fast-check';

type Change = (bytes: Uint8Array) => Uint8Array;

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const place = (fraction: number, length: number) => Math.floor(fraction * (length + 1));
const newline = 0x0a;

const change: fc.Arbitrary<Change> = fc.oneof(
  // A bit, a cut, a stretch that is gone, something in between.
  fc.tuple(at, fc.nat(7)).map(
    ([where, bit]): Change =>
      (bytes) => {
        const changed = Uint8Array.from(bytes);
        const index = Math.min(place(where, bytes.length), bytes.length - 1);
        if (index >= 0) changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        return changed;
      },
  ),
  at.map(
    (where): Change =>
      (bytes) =>
        bytes.subarray(0, place(where, bytes.length)),
  ),
  fc.tuple(at, fc.nat(200)).map(
    ([where, length]): Change =>
      (bytes) => {
        const from = place(where, bytes.length);
        return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
      },
  ),
  fc.tuple(at, fc.uint8Array({ maxLength: 40 })).map(
    ([where, more]): Change =>
      (bytes) => {
        const from = place(where, bytes.length);
        return Buffer.concat([bytes.subarray(0, from), more, bytes.subarray(from)]);
      },
  ),
  // Two lines change places, or one is there twice.
  fc.tuple(at, at, fc.boolean()).map(
    ([one, other, twice]): Change =>
      (bytes) => {
        const lines = splitLines(bytes);
        const [a, b] = [place(one, lines.length - 1), place(other, lines.length - 1)];
        const [first, second] = [lines[a] ?? bytes, lines[b] ?? bytes];
        const moved = lines.with(b, first);
        return Buffer.concat(twice ? moved : moved.with(a, second));
      },
  ),
);

/** Up to four changes such as crashes, disks, editors and hands make to a file. */
export const anyDamage: fc.Arbitrary<Change> = fc
  .array(change, { maxLength: 4 })
  .map((changes) => (bytes) => changes.reduce((before, each) => each(before), bytes));

/** With their newlines. */
function splitLines(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(newline, from);
    const to = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(from, to));
    from = to;
  }
  return lines.length === 0 ? [bytes] : lines;
}
