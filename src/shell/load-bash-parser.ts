import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { Language, Parser } from 'web-tree-sitter';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { parseAroundLoneDollars } from '../bash/tree/lone-dollars.ts';
import { readShipped } from '../shipped/shipped-file.ts';

/** `name` is that of the file as it is shipped; in a source tree it is in its own package. */
function readWasm(name: string, source: string): Uint8Array {
  return readShipped(name) ?? readFileSync(createRequire(import.meta.url).resolve(source));
}

let loaded: Promise<BashParser> | undefined;

/** Loads the bash grammar once a process (about 60 ms). */
export function loadBashParser(): Promise<BashParser> {
  loaded ??= load();
  return loaded;
}

/**
 * V8 optimises a function of WebAssembly once it has executed much of it. The grammar has one huge function; a process
 * is done long before that is optimised, and can not end until it is, most of a second later. What V8 compiles at
 * first is fast enough for a thousand documents. The first flag stands for the others only until V8 has begun, from
 * Node 24 on.
 */
const noOptimising = '--liftoff-only --no-wasm-tier-up --no-wasm-dynamic-tiering';

/**
 * JavaScript is optimised after fifteen times the default amount of it was executed. A document is read once, a
 * function at a time: optimising what is done with before it pays took a third of the processor time of a run of a
 * thousand blocks. What is executed for seconds, as much output is, is optimised all the same. For the V8 of Node 20:
 * later ones count calls, wait longer by themselves, and would complain of a flag that they do not know.
 */
const lateOptimising = process.versions.v8.startsWith('11.') ? '--interrupt-budget=1000000' : null;

async function load(): Promise<BashParser> {
  setFlagsFromString(noOptimising);
  if (lateOptimising !== null) setFlagsFromString(lateOptimising);
  await Parser.init({ wasmBinary: readWasm('web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm') });
  const grammar = readWasm('tree-sitter-bash.wasm', 'tree-sitter-bash/tree-sitter-bash.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  const parse = (code: string) => {
    const tree = parser.parse(code);
    if (tree === null) throw new Error('the bash parser gave no tree');
    return tree;
  };
  return { parse: (code) => parseAroundLoneDollars(parse, code) };
}
