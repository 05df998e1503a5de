import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInside, type SectionNode } from '../../src/parse/section-tree.ts';
import { SpanIndex } from '../../src/parse/span-index.ts';

describe('an index of spans', () => {
  it('says what a look at all of them says', () => {
    const offset = fc.nat({ max: 20 });
    fc.assert(
      fc.property(fc.array(offset), offset, offset, (starts, start, end) => {
        const spans = starts.map((each) => ({ start: each, end: each + 1 }));
        const section = { span: { start, end: start }, end } as SectionNode;
        expect(new SpanIndex(spans).hasInside({ start, end })).toBe(
          spans.some((span) => isInside(span, section)),
        );
      }),
    );
  });
});
