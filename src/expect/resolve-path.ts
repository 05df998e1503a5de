import type { PathPart } from '../model/expectation.ts';

/** A place in a JSON value, with what is there or why nothing is. */
export type Resolved =
  | { readonly type: 'value'; readonly at: string; readonly value: unknown }
  | { readonly type: 'missing'; readonly at: string; readonly reason: string };

/** Everything a path points at; `[*]` stands for all elements of a list and all values of an object. */
export function resolvePath(value: unknown, path: readonly PathPart[]): readonly Resolved[] {
  return path.reduce<readonly Resolved[]>(
    (places, part) => places.flatMap((place) => (place.type === 'missing' ? [place] : step(place, part))),
    [{ type: 'value', at: '$', value }],
  );
}

function step({ at, value }: Extract<Resolved, { type: 'value' }>, part: PathPart): readonly Resolved[] {
  switch (part.type) {
    case 'key':
      return [stepInto(value, part.key, at)];
    case 'length':
      return [measure(value, at)];
    case 'index': {
      const there = `${at}[${part.index}]`;
      if (!Array.isArray(value)) return [missing(there, 'there is no list')];
      if (part.index < value.length) return [{ type: 'value', at: there, value: value[part.index] }];
      return [missing(there, `the list has ${value.length} elements`)];
    }
    case 'every':
      return stepIntoAll(value, at);
  }
}

function stepInto(value: unknown, key: string, at: string): Resolved {
  const there = at + writeKey(key);
  if (!isRecord(value)) return missing(there, 'there is no object');
  if (Object.hasOwn(value, key)) return { type: 'value', at: there, value: value[key] };
  const keys = Object.keys(value).slice(0, 8).join(', ');
  return missing(there, keys === '' ? 'the object is empty' : `the object has ${keys}`);
}

function stepIntoAll(value: unknown, at: string): readonly Resolved[] {
  const entries = Array.isArray(value)
    ? value.map((element, index) => [`[${index}]`, element] as const)
    : isRecord(value)
      ? Object.entries(value).map(([key, element]) => [writeKey(key), element] as const)
      : [];
  if (entries.length === 0) return [missing(`${at}[*]`, 'there is nothing')];
  return entries.map(([key, element]) => ({ type: 'value', at: at + key, value: element }));
}

/** Elements of a list, characters of a string; an object is asked for a key of that name. */
function measure(value: unknown, at: string): Resolved {
  if (Array.isArray(value)) return { type: 'value', at: `${at}.length`, value: value.length };
  if (typeof value === 'string') return { type: 'value', at: `${at}.length`, value: [...value].length };
  return stepInto(value, 'length', at);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function missing(at: string, reason: string): Resolved {
  return { type: 'missing', at, reason };
}

function writeKey(key: string): string {
  return /^[\p{L}\p{N}_-]+$/u.test(key) ? `.${key}` : `['${key}']`;
}
