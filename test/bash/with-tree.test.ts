import { beforeEach, describe, expect, it } from 'vitest';
import type { BashParser } from '../../src/bash/tree/bash-parser.ts';
import { withTree } from '../../src/bash/tree/with-tree.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const { parse } = await loadBashParser();

describe('a syntax tree', () => {
  let parsed: string[];
  let parser: BashParser;

  beforeEach(() => {
    parsed = [];
    parser = {
      parse: (code) => {
        parsed.push(code);
        return parse(code);
      },
    };
  });

  const ask = (code: string) => withTree(parser, code, (root) => root.endIndex);
  /** So many blocks, none like the other, of 128 characters each. */
  const askBlocks = (count: number) => {
    for (let n = 0; n < count; n += 1) ask(`: ${n} `.padEnd(128, 'x'));
  };

  it('is there for the next who asks, behind a document of a thousand short blocks', () => {
    ask('echo a');
    askBlocks(1_000);
    ask('echo a');
    expect(parsed.filter((code) => code === 'echo a')).toHaveLength(1);
  });

  it('is given up for those that were asked for later', () => {
    ask('echo a');
    askBlocks(1_100);
    ask('echo a');
    expect(parsed.filter((code) => code === 'echo a')).toHaveLength(2);
  });

  it('stays as long as it was the last one, however long its code is', () => {
    const long = `: ${'x'.repeat(200_000)}`;
    ask(long);
    ask(long);
    expect(parsed).toEqual([long]);
  });

  it('stays as long as somebody reads it', () => {
    const text = withTree(parser, 'echo a', (root) => {
      askBlocks(1_100);
      return root.children.map((child) => child?.text);
    });
    expect(text).toEqual(['echo a']);
  });
});
