import type { VFileMessage } from 'vfile-message';
import { didYouMean } from '../parse/suggest.ts';
import { type ReadKinds, readKind } from './read-values.ts';
import type { Scenario, Spot } from './scenario.ts';
import { mergedKeys, ownKeys, requiredKeys, type ScenarioKey, scenarioKeys } from './scenario-keys.ts';
import { type Value, YamlReading } from './yaml-reading.ts';

/** What a file of scenarios holds; with messages, only as far as it could be read. */
export interface ReadScenarios {
  readonly scenarios: readonly Scenario[];
  readonly messages: readonly VFileMessage[];
}

/** Values by key, with where the keys and the names below them stand. */
interface Settings {
  readonly values: { readonly [Key in ScenarioKey]?: ReadKinds[(typeof scenarioKeys)[Key]] };
  readonly places: ReadonlyMap<string, Spot>;
  /** The keys that are there, whether they could be read or not. */
  readonly given: ReadonlySet<string>;
}

const names = Object.keys(scenarioKeys) as ScenarioKey[];

/** Reads the text of a `*.rehearsal.yaml` file; `file` is how messages name it. Never throws. */
export function readScenarios(text: string, file: string): ReadScenarios {
  const reading = new YamlReading(text, file);
  const { messages } = reading;
  if (messages.length > 0) return { scenarios: [], messages };
  const entries = reading.entries(reading.root);
  if (entries === null) {
    reading.complain(
      'rehearsal-value',
      reading.root,
      'Unexpected content, expected keys such as `runbook` and `outcome`',
    );
    return { scenarios: [], messages };
  }
  const list = entries.find(({ key }) => key === 'scenarios');
  const shared = readSettings(
    reading.root,
    reading,
    list === undefined ? names : sharedKeys,
    list !== undefined,
  );
  if (list === undefined) {
    const scenario = build(shared, { file, index: null, at: reading.root }, reading);
    return { scenarios: scenario, messages };
  }
  const items = reading.items(list.value);
  if (items === null || items.length === 0)
    reading.complain(
      'rehearsal-value',
      list.value,
      'Unexpected value of `scenarios`, expected a list of scenarios',
    );
  const scenarios = (items ?? []).flatMap((item, index) =>
    build(unite(shared, readSettings(item, reading, names, false)), { file, index, at: item }, reading),
  );
  refuseTwins(scenarios, items ?? [], reading);
  return { scenarios, messages };
}

const sharedKeys = names.filter((key) => !ownKeys.includes(key));

function readSettings(
  at: Value,
  reading: YamlReading,
  allowed: readonly ScenarioKey[],
  list: boolean,
): Settings {
  const values: Record<string, unknown> = {};
  const places = new Map<string, Spot>([['name', reading.spot(at)]]);
  const given = new Set<string>();
  const entries = reading.entries(at);
  if (entries === null)
    reading.complain('rehearsal-value', at, 'Unexpected value, expected the keys of a scenario');
  for (const entry of entries ?? []) {
    if (list && entry.key === 'scenarios') continue;
    const key = allowed.find((name) => name === entry.key);
    if (key === undefined) {
      const known = list ? [...allowed, 'scenarios'] : allowed;
      reading.complain(
        'rehearsal-unknown',
        entry.at,
        `Unexpected key \`${entry.key}\`, expected one of ${known.join(', ')}${didYouMean(entry.key, known)}`,
      );
      continue;
    }
    const value = readKind[scenarioKeys[key]](entry.value, reading);
    if (value !== null) values[key] = value;
    given.add(key);
    places.set(key, reading.spot(entry.value));
    for (const inner of reading.entries(entry.value) ?? [])
      places.set(`${key}.${inner.key}`, reading.spot(inner.value));
  }
  return { values: values as Settings['values'], places, given };
}

function unite(shared: Settings, own: Settings): Settings {
  const merged = mergedKeys.flatMap((key) => {
    const all = { ...(shared.values[key] as object), ...(own.values[key] as object) };
    return Object.keys(all).length === 0 ? [] : [[key, all]];
  });
  return {
    values: { ...shared.values, ...own.values, ...Object.fromEntries(merged) },
    places: new Map([...shared.places, ...own.places]),
    given: new Set([...shared.given, ...own.given]),
  };
}

interface Origin {
  readonly file: string;
  readonly index: number | null;
  readonly at: Value;
}

/** The scenario, where nothing is missing. */
function build(
  { values, places, given }: Settings,
  { file, index, at }: Origin,
  reading: YamlReading,
): readonly Scenario[] {
  const needed = index === null ? requiredKeys : [...ownKeys, ...requiredKeys];
  const missing = needed.filter((key) => !given.has(key));
  for (const key of missing)
    reading.complain('rehearsal-missing', at, `Unexpected scenario without \`${key}\``);
  const { runbook, outcome } = values;
  if (runbook === undefined || outcome === undefined) return [];
  const base = file.replace(/^.*\//, '').replace(/\.rehearsal\.ya?ml$/, '');
  return [
    {
      name: values.name ?? (index === null ? base : `${base} ${index + 1}`),
      file,
      index,
      runbook,
      outcome,
      standIns: values['stand-ins'] ?? [],
      tools: values.tools ?? [],
      files: values.files ?? [],
      setup: values.setup ?? null,
      env: values.env ?? {},
      inputs: values.inputs ?? {},
      answers: values.answers ?? {},
      exit: values.exit ?? null,
      steps: values.steps ?? {},
      stopped: values.stopped ?? null,
      because: values.because ?? null,
      places,
    },
  ];
}

/** Names are how scenarios are asked for and told apart. */
function refuseTwins(scenarios: readonly Scenario[], items: readonly Value[], reading: YamlReading): void {
  for (const [position, { name, index }] of scenarios.entries()) {
    const item = items[index ?? 0];
    if (item !== undefined && scenarios.findIndex((other) => other.name === name) < position)
      reading.complain('rehearsal-value', item, `Unexpected second scenario named \`${name}\``);
  }
}
