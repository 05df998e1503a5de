import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { didYouMean } from '../parse/suggest.ts';
import type { ConfiguredDirectory } from './read-config.ts';

/** What the configuration says about confinement. */
export interface ConfineConfig {
  /** `readonly` blocks are confined. */
  readonly readonly: boolean;
  /** Directories they may write to all the same, as written. */
  readonly writable: readonly ConfiguredDirectory[];
}

/** Something wrong with the value, and where. */
export interface ConfineFault {
  readonly node: Node;
  readonly reason: string;
}

type MakeDirectory = (node: Node, path: string) => ConfiguredDirectory;

const forms = 'expected `readonly`, or `readonly: true` and a list `writable` below it';
const known = ['readonly', 'writable'];

/** Reads `confine: readonly`, or a map with `readonly` and `writable`. */
export function readConfinement(value: Node, directory: MakeDirectory): ConfineConfig | ConfineFault {
  if (isScalar(value) && value.value === 'readonly') return { readonly: true, writable: [] };
  if (!isMap(value)) return { node: value, reason: `Unexpected value of \`confine\`, ${forms}` };
  let config: ConfineConfig = { readonly: false, writable: [] };
  for (const { key, value: given } of value.items as readonly Pair<Node, Node | null>[]) {
    const name = isScalar(key) ? String(key.value) : key.toString();
    if (name === 'readonly') {
      if (!isScalar(given) || typeof given.value !== 'boolean')
        return { node: given ?? key, reason: 'Unexpected value of `readonly`, expected true or false' };
      config = { ...config, readonly: given.value };
    } else if (name === 'writable') {
      const writable = readPaths(given, directory);
      if (writable === null)
        return {
          node: given ?? key,
          reason: 'Unexpected value of `writable`, expected a list of directories',
        };
      config = { ...config, writable };
    } else {
      return { node: key, reason: `Unexpected key \`${name}\`, ${forms}${didYouMean(name, known)}` };
    }
  }
  return config;
}

function readPaths(value: Node | null, directory: MakeDirectory): readonly ConfiguredDirectory[] | null {
  const items = isSeq(value) ? (value.items as readonly Node[]) : value === null ? [] : [value];
  const paths = items.flatMap((item) => {
    const path = isScalar(item) ? item.value : null;
    return typeof path === 'string' && path.trim() !== '' ? [directory(item, path)] : [];
  });
  return paths.length === items.length && paths.length > 0 ? paths : null;
}
