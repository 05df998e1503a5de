import { readAnswerWord } from '../model/answer-words.ts';
import type { StepStatus } from '../model/outcome.ts';
import { didYouMean } from '../parse/suggest.ts';
import type { CopiedFile, ScriptedAnswer, StandIns } from './scenario.ts';
import { outcomes, type ScenarioOutcome, stepStatuses } from './scenario.ts';
import { answerKeys, type KeyKind } from './scenario-keys.ts';
import type { Value, YamlReading } from './yaml-reading.ts';

/** What a value of each kind is read as. */
export interface ReadKinds {
  readonly text: string;
  readonly code: string;
  readonly exit: number;
  readonly outcome: ScenarioOutcome;
  readonly texts: readonly string[];
  readonly 'stand-ins': readonly StandIns[];
  readonly files: readonly CopiedFile[];
  readonly values: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, readonly ScriptedAnswer[]>>;
  readonly statuses: Readonly<Record<string, StepStatus>>;
}

type Readers = { readonly [Kind in KeyKind]: (value: Value, reading: YamlReading) => ReadKinds[Kind] | null };

/** Reads the value of a key; `null`: it is wrong, and the reading says why. */
export const readKind: Readers = {
  text: readText,
  code: readText,
  exit: readExit,
  outcome: (value, reading) => readWord(value, outcomes, reading),
  texts: readTexts,
  'stand-ins': readStandIns,
  files: readFiles,
  values: (value, reading) => readMap(value, reading, 'names and values', readAnyText),
  answers: (value, reading) => readMap(value, reading, 'step ids and answers', readAnswers),
  statuses: (value, reading) =>
    readMap(value, reading, 'step ids and statuses', (status) => readWord(status, stepStatuses, reading)),
};

function refuse(reading: YamlReading, value: Value, expected: string): null {
  reading.complain('rehearsal-value', value, `Unexpected value, expected ${expected}`);
  return null;
}

function readText(value: Value, reading: YamlReading): string | null {
  const text = reading.text(value);
  return text === null || text.trim() === '' ? refuse(reading, value, 'a text') : text;
}

function readAnyText(value: Value, reading: YamlReading): string | null {
  return reading.text(value) ?? refuse(reading, value, 'a text');
}

function readExit(value: Value, reading: YamlReading): number | null {
  const number = reading.number(value);
  const isExit = number !== null && Number.isInteger(number) && number >= 0 && number <= 255;
  return isExit ? number : refuse(reading, value, 'an exit code from 0 to 255');
}

function readWord<Word extends string>(
  value: Value,
  words: readonly Word[],
  reading: YamlReading,
): Word | null {
  const text = reading.text(value);
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  return refuse(reading, value, `one of ${words.join(', ')}${didYouMean(text ?? '', words)}`);
}

function readTexts(value: Value, reading: YamlReading): readonly string[] | null {
  const items = reading.items(value);
  if (items === null) return refuse(reading, value, 'a list of texts');
  return whole(items.map((item) => readText(item, reading)));
}

/** All of them, or `null` where one could not be read. */
function whole<Item>(items: readonly (Item | null)[]): readonly Item[] | null {
  const read = items.filter((item) => item !== null);
  return read.length === items.length ? read : null;
}

function readMap<Item>(
  value: Value,
  reading: YamlReading,
  what: string,
  read: (value: Value, reading: YamlReading) => Item | null,
): Readonly<Record<string, Item>> | null {
  const entries = reading.entries(value);
  if (entries === null) return refuse(reading, value, what);
  const pairs = entries.map((entry): readonly [string, Item] | null => {
    const item = read(entry.value, reading);
    return item === null ? null : [entry.key, item];
  });
  const all = whole(pairs);
  return all === null ? null : Object.fromEntries(all);
}

const plainName = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/;

function readStandIns(value: Value, reading: YamlReading): readonly StandIns[] | null {
  const items = reading.items(value) ?? [value];
  return whole(items.map((item) => readStandIn(item, reading)));
}

function readStandIn(value: Value, reading: YamlReading): StandIns | null {
  const path = reading.text(value);
  if (path !== null) return { type: 'directory', path };
  const entries = reading.entries(value);
  if (entries === null) return refuse(reading, value, 'a folder of stand-ins, or scripts by name');
  for (const { key, at } of entries) if (!plainName.test(key)) return refuse(reading, at, "a command's name");
  const scripts = readMap(value, reading, 'scripts by name', readAnyText);
  return scripts && { type: 'scripts', scripts };
}

function readFiles(value: Value, reading: YamlReading): readonly CopiedFile[] | null {
  const entries = reading.entries(value);
  const items = reading.items(value);
  if (entries === null && items === null)
    return refuse(reading, value, 'a list of paths, or paths in the copy with where they come from');
  const listed = (items ?? []).map((item) => copied(readPath(item, reading)));
  const mapped = (entries ?? []).map((entry) => {
    const from = readPath(entry.value, reading);
    return isInside(entry.key) ? copied(from, entry.key) : refuse(reading, entry.at, insidePath);
  });
  return whole([...listed, ...mapped]);
}

const insidePath = 'a path relative to the project root, and below it';

function copied(from: string | null, to: string | null = from): CopiedFile | null {
  return from === null || to === null ? null : { from, to };
}

function readPath(value: Value, reading: YamlReading): string | null {
  const path = readText(value, reading);
  return path === null || isInside(path) ? path : refuse(reading, value, insidePath);
}

function isInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
}

function readAnswers(value: Value, reading: YamlReading): readonly ScriptedAnswer[] | null {
  const items = reading.items(value) ?? [value];
  return whole(items.map((item) => readAnswer(item, reading)));
}

function readAnswer(value: Value, reading: YamlReading): ScriptedAnswer | null {
  const line = reading.text(value);
  if (line !== null) return readLine(line, value, reading);
  const [entry, ...more] = reading.entries(value) ?? [];
  if (entry === undefined || more.length > 0) return refuse(reading, value, answerShapes);
  if (entry.key === 'shell' || entry.key === 'elsewhere') {
    const code = readText(entry.value, reading);
    return code === null ? null : { type: entry.key, code };
  }
  if (entry.key === 'fill') {
    const values = readMap(entry.value, reading, 'placeholders and values', readAnyText);
    return values && { type: 'fill', values };
  }
  const hint = didYouMean(entry.key, answerKeys);
  reading.complain(
    'rehearsal-unknown',
    entry.at,
    `Unexpected answer \`${entry.key}\`, expected ${answerShapes}${hint}`,
  );
  return null;
}

const answerShapes = 'what is typed, or one of `shell`, `elsewhere`, `fill`';

/** YAML reads a bare `y` as a text, and `yes` and `true` as they are written. */
function readLine(text: string, value: Value, reading: YamlReading): ScriptedAnswer | null {
  if (readAnswerWord(text.trim()) === 'shell')
    return refuse(reading, value, 'what is typed in the shell: `{shell: "..."}`');
  return { type: 'line', text };
}
