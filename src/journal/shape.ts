/** What a value read from disk must look like to be a `T`, and where in it free text stands. */
export interface Shape<T> {
  /** Path of the first part that does not fit (`''`: the value itself), or `null` when all of it fits. */
  readonly misfit: (value: unknown) => string | null;
  /** The same value with every free text changed; names, hashes and numbers stay. */
  readonly mapText: (value: T, change: (text: string) => string) => T;
}

export function fits<T>(shape: Shape<T>, value: unknown): value is T {
  return shape.misfit(value) === null;
}

function atom<T>(test: (value: unknown) => boolean): Shape<T> {
  return { misfit: (value) => (test(value) ? null : ''), mapText: (value) => value };
}

/** A string the program refers to by: an id, a path, a version. */
export const name: Shape<string> = atom((value) => typeof value === 'string');

/** A string written by or for people, which may hold anything. */
export const text: Shape<string> = { misfit: name.misfit, mapText: (value, change) => change(value) };

export const sha256Hex: Shape<string> = atom((value) => typeof value === 'string' && isSha256(value));

export const flag: Shape<boolean> = atom((value) => typeof value === 'boolean');

export const number: Shape<number> = atom((value) => Number.isFinite(value));

export const integer: Shape<number> = atom((value) => Number.isSafeInteger(value));

/** How many: a whole number from 0. */
export const count: Shape<number> = atom((value) => Number.isSafeInteger(value) && (value as number) >= 0);

/** One of a closed set of words; the keys are the set, so the compiler sees that none is missing. */
export function oneOf<T extends string>(words: Readonly<Record<T, true>>): Shape<T> {
  return atom((value) => typeof value === 'string' && Object.hasOwn(words, value));
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return {
    misfit: (value) => (value === null ? null : shape.misfit(value)),
    mapText: (value, change) => (value === null ? null : shape.mapText(value, change)),
  };
}

/** A property that may be left out: older versions did not write it. */
export function optional<T>(shape: Shape<T>): Shape<T> & Shape<T | undefined> {
  return {
    misfit: (value) => (value === undefined ? null : shape.misfit(value)),
    mapText: <V extends T | undefined>(value: V, change: (text: string) => string) =>
      (value === undefined ? value : shape.mapText(value, change)) as V,
  };
}

export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    misfit: (value) => (Array.isArray(value) ? firstMisfit(value.entries(), () => item) : ''),
    mapText: (value, change) => value.map((each) => item.mapText(each, change)),
  };
}

/** An object used as a dictionary. */
export function record<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    misfit: (value) => (isObject(value) ? firstMisfit(Object.entries(value), () => item) : ''),
    mapText: (value, change) =>
      Object.fromEntries(Object.entries(value).map(([key, each]) => [key, item.mapText(each, change)])),
  };
}

/** An object with these properties; more are allowed, because a later version may add some. */
export function object<T extends object>(
  fields: {
    readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>>;
  },
): Shape<T> {
  const keys = Object.keys(fields) as (keyof T & string)[];
  return {
    misfit: (value) =>
      isObject(value)
        ? firstMisfit(
            keys.map((key): [string, unknown] => [key, Object.hasOwn(value, key) ? value[key] : undefined]),
            (key) => fields[key as keyof T],
          )
        : '',
    mapText: (value, change) => {
      const present = keys.filter((key) => Object.hasOwn(value, key));
      const mapped = present.map((key) => {
        const { mapText } = fields[key];
        return [key, mapText(value[key] as Exclude<T[typeof key], undefined>, change)];
      });
      return { ...value, ...Object.fromEntries(mapped) };
    },
  };
}

function firstMisfit(
  parts: Iterable<readonly [string | number, unknown]>,
  shapeOf: (key: string) => Shape<never> | Pick<Shape<unknown>, 'misfit'>,
): string | null {
  for (const [key, value] of parts) {
    const below = shapeOf(String(key)).misfit(value);
    if (below !== null) return below === '' ? String(key) : `${key}.${below}`;
  }
  return null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSha256(value: string): boolean {
  return /^[0-9a-f]{64}$/.test(value);
}
