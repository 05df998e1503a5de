import { resolve } from 'node:path';
import type { Entry, Event } from '../../src/model/event.ts';
import type { BlockResult, BlockRun, Ports, Prompter } from '../../src/run/ports.ts';

/** What a fake block does: its output and how it ends. */
export interface Script {
  readonly output?: string;
  readonly result?: Partial<BlockResult>;
}

export interface FakeWorld {
  readonly ports: Ports;
  readonly entries: Entry[];
  /** Code of the blocks that ran, in order. */
  readonly ran: string[];
  /** Values of session variables; change them to change the world. */
  readonly variables: Map<string, string | null>;
  readonly files: Map<string, string>;
  /** Called before each append; throws to stand in for a crash at that moment. */
  beforeAppend: (event: Event) => void;
  /** What the outside asked for. */
  stop: Ports['signals']['stop'];
  /** Somebody is there whom an interrupt of a wait can be left to. */
  attended: boolean;
  /** What changed in the document on disk. */
  documentChanges: readonly string[];
  now: number;
  /** Session variables that cannot be set. */
  readonly fixed: Set<string>;
  /** Where the session stands. */
  directory: string;
}

const operator = { account: 'ubuntu', sudoFrom: null, name: 'jesse' };
const place = { host: 'jumphost', user: 'ubuntu', cwd: '/srv', target: 'cloud' };
const exited: BlockResult = {
  ending: 'exited',
  exit: 0,
  failedCommand: null,
  reachedLast: true,
  left: false,
  message: null,
  lost: [],
};

/** A world in which blocks do what `blocks` says by their code and `prompter` answers. */
export function fakeWorld(
  blocks: (run: BlockRun, nth: number) => Script,
  prompter: Partial<Prompter>,
  entries: Entry[] = [],
): FakeWorld {
  const ran: string[] = [];
  const world: FakeWorld = {
    entries,
    ran,
    variables: new Map(),
    files: new Map(),
    beforeAppend: () => {},
    stop: null,
    attended: true,
    documentChanges: [],
    now: 1_000_000,
    fixed: new Set(),
    directory: '/srv',
    ports: {
      session: {
        pid: 42,
        async run(run) {
          ran.push(run.code.trim());
          if (run.cwd !== null) world.directory = resolve('/srv', run.cwd);
          const { output = '', result = {} } = blocks(run, ran.length);
          world.now += 100;
          if (output !== '')
            await run.output(run.split ? 'stdout' : 'both', new TextEncoder().encode(output));
          return { ...exited, ...result };
        },
        values: async (names) => new Map(names.map((name) => [name, world.variables.get(name) ?? null])),
        async assign(values) {
          const fixed = Object.keys(values).find((name) => world.fixed.has(name));
          if (fixed !== undefined) return `the variable ${fixed} cannot be set: it is readonly`;
          for (const [name, value] of Object.entries(values)) world.variables.set(name, value);
          return null;
        },
        directory: async (cwd) => (cwd === null ? world.directory : resolve('/srv', cwd)),
        interrupt: () => {},
        shell: async () => ({ exit: 0, recorded: true }),
        keep: () => {},
        takeLost: () => [],
        lateOutput: () => [],
        close: async () => ({ ended: [], unreachable: [] }),
      },
      prompter: { ...nobody, ...prompter },
      journal: {
        entries,
        head: '',
        append: (event) => world.ports.journal.add(event),
        sync: () => {},
        add(event) {
          world.beforeAppend(event);
          const time = new Date(world.now).toISOString();
          const entry: Entry = { ...event, seq: entries.length + 1, time, run: 'r1', prev: '' };
          entries.push(entry);
          return entry;
        },
      },
      clock: {
        now: () => world.now,
        async sleep(ms) {
          world.now += ms;
        },
      },
      surroundings: {
        confinement: null,
        place: (cwd, target) => ({ ...place, cwd, target }),
        hashFile: (cwd, path) => world.files.get(`${cwd}/${path}`) ?? null,
        hashText: (text) => text,
        lookIntoScripts: () => ({ effectsOf: () => [], hashes: () => ({}) }),
        variablesReadBy: (_, path) => (path === 'scripts/apply.sh' ? ['PROFILE', 'UNUSED'] : []),
      },
      operator,
      openLog: (step, attempt) => ({
        name: `${step}-${attempt}.log`,
        write: () => {},
        close: async () => ({ file: `${step}-${attempt}.log`, bytes: 0, sha256: '' }),
      }),
      readLog: () => new TextEncoder().encode('so far\n'),
      nameShellLog: (step) => ({ path: `/x/${step}.log`, name: `${step}.log` }),
      publish: () => {},
      redact: (text) => text,
      documentChanges: async () => world.documentChanges,
      signals: {
        get stop() {
          return world.stop;
        },
        signal: new AbortController().signal,
        takeInterrupt() {
          if (!world.attended || world.stop?.reason !== 'interrupt') return false;
          world.stop = null;
          return true;
        },
      },
    },
  };
  return world;
}

const unanswered = async () => ({ type: 'unanswered', reason: 'no-terminal' }) as const;

/** A prompter with no terminal. */
const nobody: Prompter = {
  gate: unanswered,
  confirm: unanswered,
  remedy: unanswered,
  settle: unanswered,
  passOver: unanswered,
  fill: unanswered,
  item: unanswered,
  rollback: unanswered,
};
