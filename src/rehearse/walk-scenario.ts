import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { disk } from '../journal/disk.ts';
import { createJournal } from '../journal/open-journal.ts';
import { openOutputLog } from '../journal/output-log.ts';
import { readTail } from '../journal/read-tail.ts';
import { redactJournal } from '../journal/redact-event.ts';
import { createRedactor, type Redactor } from '../journal/redactor.ts';
import { logName } from '../journal/run-files.ts';
import { sha256 } from '../journal/sha256.ts';
import { openWithheldLog } from '../journal/withheld-log.ts';
import { defaultSettings } from '../lint/rule.ts';
import type { Operator } from '../model/event.ts';
import { type Plan, plannedStep, traitsOf } from '../model/plan.ts';
import type { RunStarted } from '../model/run-event.ts';
import { lookAround, placeOf } from '../project/surroundings.ts';
import { foldRun } from '../run/fold-run.ts';
import type { Ports, Session } from '../run/ports.ts';
import { ordinary } from '../run/run-manner.ts';
import { runPlan } from '../run/run-plan.ts';
import { openSession } from '../shell/session.ts';
import type { RunResult } from './judge-rehearsal.ts';
import type { PrivateCopy } from './private-copy.ts';
import type { ScriptedOperator } from './scripted-operator.ts';
import { VirtualClock } from './virtual-clock.ts';

interface Walk {
  /** In the private copy. */
  readonly plan: Plan;
  readonly copy: PrivateCopy;
  readonly operator: ScriptedOperator;
  readonly env: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly parser: BashParser;
}

const account: Operator = { account: 'rehearsal', sudoFrom: null, name: null };

/** Walks a plan in the private copy, over a real bash and a real journal, with waits that take no time. */
export async function walkScenario(walk: Walk): Promise<RunResult> {
  const { plan, copy, operator } = walk;
  const clock = new VirtualClock();
  const redactor = redactorOf(walk);
  // The record goes away with the copy, so it need not outlive a power cut.
  const unsynced = { ...disk, sync: () => {} };
  const file = createJournal({ directory: copy.run, run: 'rehearsal', now: clock.now, disk: unsynced });
  const journal = redactJournal(file, redactor);
  const session = await openRehearsalSession(walk, redactor);
  const ids = [...plan.steps, ...plan.documents.flatMap(({ rollback }) => rollback)].map(
    ({ step }) => step.id,
  );
  const nameLog = (step: string, attempt: number) => logName(ids.indexOf(step) + 1, step, attempt);
  let waitingFor: string | null = null;
  const ports: Ports = {
    session: withoutTerminal(session, operator),
    prompter: operator,
    journal,
    clock,
    surroundings: lookAround(walk.parser, null, { root: copy.root, settings: defaultSettings }),
    operator: account,
    openLog: (step, attempt) => {
      if (step !== waitingFor) clock.begin();
      waitingFor = step;
      const file = { directory: copy.run, name: nameLog(step, attempt) };
      if (traitsOf(plan, step).secret) return openWithheldLog(file);
      return openOutputLog({ ...file, redactor, show: () => {} });
    },
    readLog: (name) => readTail(join(copy.run, name), 64 * 1024),
    nameShellLog: (step) => {
      const name = nameLog(`${step}-shell`, clock.now());
      return { path: join(copy.run, name), name };
    },
    publish: () => {},
    signals: { stop: null, signal: new AbortController().signal, takeInterrupt: () => false },
    redact: (text) => redactor.text(text),
    // A private copy, which nobody edits.
    documentChanges: async () => [],
  };
  try {
    const exit = await runPlan(plan, ports, [opening(walk)], { check: false });
    return { exit, state: foldRun(journal.entries, { alive: false }), entries: journal.entries };
  } finally {
    await session.close();
    file.close();
  }
}

function redactorOf({ plan, inputs }: Walk): Redactor {
  const secrets = plan.requirements.inputs.flatMap(({ name, secret }) => {
    const value = inputs[name];
    return secret && value !== undefined ? [{ name, value }] : [];
  });
  return createRedactor(secrets);
}

function openRehearsalSession(
  { plan, copy, env, inputs, parser }: Walk,
  redactor: Redactor,
): Promise<Session> {
  return openSession({
    directory: join(copy.run, 'session'),
    cwd: plan.documents[0]?.cwd ?? copy.root,
    env: { ...env, ...inputs, PATH: copy.path.bin },
    parser,
    secrets: plan.requirements.secrets,
    restore: false,
    // The copy is private, and stand-ins keep their state in files.
    confinement: null,
    redact: () => redactor.stream(),
    bash: copy.bash,
  });
}

/** There is no terminal here: the session itself runs what a person would type into a gate's shell. */
function withoutTerminal(session: Session, operator: ScriptedOperator): Session {
  return {
    get pid() {
      return session.pid;
    },
    // Nobody sits at a rehearsal: a block that would get the terminal runs without one.
    run: (block) => session.run({ ...block, manner: { ...block.manner, tty: false } }),
    values: (names) => session.values(names),
    assign: (values) => session.assign(values),
    directory: (cwd) => session.directory(cwd),
    interrupt: () => session.interrupt(),
    takeLost: () => session.takeLost(),
    keep: () => session.keep(),
    lateOutput: () => session.lateOutput(),
    close: () => session.close(),
    shell: async (log) => {
      const typed = {
        file: 'shell',
        line: 1,
        continues: false,
        cwd: null,
        split: false,
        timeout: 60_000,
        grace: 1_000,
        manner: ordinary,
      };
      const output = (_: string, chunk: Uint8Array) => appendFileSync(log, chunk, { mode: 0o600 });
      const { exit } = await session.run({ ...typed, code: `${operator.takeTyped()}\n`, output });
      return { exit, recorded: false };
    },
  };
}

function opening({ plan, inputs, copy }: Walk): RunStarted {
  const secret = new Set(plan.requirements.inputs.filter((input) => input.secret).map(({ name }) => name));
  const [first] = plan.documents;
  const values = Object.entries(inputs).map(([name, value]) => [name, secret.has(name) ? null : value]);
  return {
    type: 'run-started',
    version: 'rehearsal',
    runbook: { id: plan.id, title: plan.title, file: plan.file, sha256: sha256(plan.file) },
    careful: plan.careful,
    operator: account,
    place: placeOf(first?.cwd ?? copy.root, plan.requirements.target),
    root: copy.root,
    git: null,
    steps: plan.steps.map(plannedStep),
    options: { stepwise: false, check: false, passedOver: [] },
    includes: [],
    inputs: Object.fromEntries(values),
  };
}
