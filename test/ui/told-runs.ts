import type { Entry, Event, Operator } from '../../src/model/event.ts';
import type { Verdict } from '../../src/model/expectation.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { type Plan, type PlanStep, plannedStep } from '../../src/model/plan.ts';
import type { RunStarted } from '../../src/model/run-event.ts';
import type { GateView } from '../../src/run/ports.ts';
import { createStyle } from '../../src/ui/style.ts';
import { createTerminalReporter } from '../../src/ui/terminal-reporter.ts';
import type { TerminalReporterOptions } from '../../src/ui/terminal-reporter-options.ts';
import { block, checkpoint, document, expectation, manual, place, planned, section } from './views.ts';

export const by: Operator = { account: 'ubuntu', sudoFrom: null, name: 'jesse' };
const head = '3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed';
const start = Date.parse('2026-11-21T14:03:00.000Z');

const audit = { section: section('2 Audit'), mode: 'readonly', gate: null } as const;
export const steps: readonly PlanStep[] = [
  planned(block({ id: 'drift', ...audit, expectation: expectation('3 DRIFT lines (.8/.12/.16)') }), {
    stops: false,
  }),
  planned(block({ id: 'status', ...audit, code: 'juju status\n' }), { stops: false }),
  planned(
    block({
      id: 'hosts-ready',
      ...audit,
      expectation: expectation('4 Ready lines'),
      polling: { within: { ms: 60_000, text: '1m' }, every: { ms: 5000, text: '5s' }, abort: null },
    }),
    { stops: false },
  ),
  planned(block(), { reads: ['MAAS_PROFILE'] }),
  planned(checkpoint('All four hosts are powered off.')),
  planned(manual('Replug the cable of openstack2.')),
  planned(block({ id: 'look', ...audit, confirm: 'all units are active' }), { stops: false }),
];

export const plan: Plan = {
  id: 'phase-00',
  title: 'MAAS reconfigure to D-058',
  file: 'runbooks/phase-00.md',
  careful: false,
  requirements: {
    target: 'openstack@juju.maas',
    host: 'jumphost',
    user: null,
    needs: [],
    secrets: [],
    cwd: null,
    after: [],
    inputs: [],
  },
  targets: ['openstack@juju.maas'],
  documents: [document('phase-00', '')],
  steps,
};

export const started: RunStarted = {
  type: 'run-started',
  version: '0.1.0',
  runbook: { id: plan.id, title: plan.title, file: plan.file, sha256: 'd' },
  careful: false,
  operator: by,
  place,
  root: '/srv/openstack',
  git: { commit: '4c77a90aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', branch: 'main', dirty: false },
  steps: steps.map(plannedStep),
  options: { stepwise: false, check: false, passedOver: [] },
  includes: [],
  inputs: {},
};

export function verdict(changes: Partial<Verdict> = {}): Verdict {
  const claim = '3 DRIFT lines (.8/.12/.16)';
  const at = 'runbooks/phase-00.md:41:23';
  return { claim, ok: true, expected: claim, found: '3 of 3 lines', evidence: [], at, ...changes };
}

export function outcome(changes: Partial<Outcome> = {}): Outcome {
  return {
    status: 'passed',
    ending: 'exited',
    exit: 0,
    failedCommand: null,
    message: null,
    verdicts: [],
    ...changes,
  };
}

export function begin(step: string, attempt = 1): Event {
  return { type: 'block-started', step, attempt, log: `${step}-${attempt}.log`, pid: 4711 };
}

export function end(step: string, changes: Partial<Outcome> = {}, attempt = 1, again = false): Event {
  const output = { file: `${step}-${attempt}.log`, bytes: 0, sha256: '' };
  return {
    type: 'block-ended',
    step,
    attempt,
    took: 2100,
    outcome: outcome(changes),
    output,
    again,
    captured: {},
    directory: '/srv',
  };
}

export function opened(step: string): Event {
  const approval = { hash: 'a', reads: { MAAS_PROFILE: 'admin' }, place, scripts: {} };
  return { type: 'gate-opened', step, approval };
}

export function answered(
  step: string,
  decision: 'yes' | 'skip' | 'decline',
  typed: string[] = [],
  reason: string | null = null,
): Event {
  return { type: 'gate-answered', step, decision, approval: 'a', typed, reason, by };
}

/** What comes to a reporter, in order: events of the journal and output of the running block. */
export type Happening =
  | Event
  | {
      readonly type: 'output';
      readonly text: string | Uint8Array;
      readonly stream?: 'both' | 'stdout' | 'stderr';
    };

/** The prompter is about to draw a gate. */
interface Drawing {
  readonly type: 'gate';
  readonly view: GateView;
}

export function output(text: string | Uint8Array, stream: 'both' | 'stdout' | 'stderr' = 'both'): Happening {
  return { type: 'output', text, stream };
}

/** Everything a reporter writes about what happens, a second from event to event. */
export function tell(
  happenings: readonly (Happening | Drawing)[],
  changes: Partial<TerminalReporterOptions> & { readonly width?: number; readonly colour?: boolean } = {},
): string {
  let text = '';
  let seq = 0;
  const { width = 80, colour = false, ...rest } = changes;
  const reporter = createTerminalReporter({
    write: (chunk) => {
      text += chunk;
    },
    columns: () => width,
    style: createStyle({ colour, unicode: true }),
    motion: false,
    plan,
    gates: 'prompter',
    directory: '.runbook/runs/20261121-1403-a1f3',
    head: () => head,
    now: () => start + seq * 1000,
    ...rest,
  });
  let running = '';
  for (const happening of happenings) {
    if (happening.type === 'output') {
      reporter.output(running, happening.stream ?? 'both', Buffer.from(happening.text as string));
      continue;
    }
    if (happening.type === 'gate') {
      reporter.gate(happening.view);
      continue;
    }
    if (happening.type === 'block-started') running = happening.step;
    seq += 1;
    const time = new Date(start + seq * 1000).toISOString();
    reporter.entry({ ...happening, seq, time, run: '20261121-1403-a1f3', prev: '0' } as Entry);
  }
  return text;
}

export const wholeRun: readonly Happening[] = [
  started,
  begin('drift'),
  output('10.12.8.0/22 DRIFT\n'),
  end('drift', { verdicts: [verdict()] }),
  begin('status'),
  output('Model      Controller\nopenstack  juju-controller\n'),
  end('status'),
  begin('hosts-ready'),
  end('hosts-ready', waiting(2), 1, true),
  begin('hosts-ready', 2),
  end('hosts-ready', waiting(2), 2, true),
  begin('hosts-ready', 3),
  end('hosts-ready', waiting(3), 3, true),
  begin('hosts-ready', 4),
  end('hosts-ready', { verdicts: [verdict({ claim: '4 Ready lines' })] }, 4),
  opened('recidr'),
  answered('recidr', 'yes', ['y', 'recidr openstack']),
  begin('recidr'),
  output('deleted 10.12.8.0/22\nMAAS refuses: live links remain\n'),
  end('recidr', {
    status: 'failed',
    exit: 3,
    failedCommand: {
      line: 45,
      text: 'bash scripts/phase-00-maas-recidr.sh --apply',
      hint: 'it is safe to run again',
    },
  }),
  { type: 'note-added', step: 'recidr', text: 'links of openstack3 removed by hand', by },
  { type: 'shell-opened', step: 'recidr', by },
  { type: 'shell-closed', step: 'recidr', exit: 0, log: 'recidr-shell.log' },
  { type: 'remedy-chosen', step: 'recidr', remedy: 'retry', reason: null, by },
  opened('recidr'),
  answered('recidr', 'yes', ['recidr openstack']),
  { type: 'approval-voided', step: 'recidr', changed: ['the value of MAAS_PROFILE'] },
  opened('recidr'),
  answered('recidr', 'skip', [], 'done by hand'),
  opened('go'),
  answered('go', 'yes'),
  opened('carve'),
  answered('carve', 'decline'),
  { type: 'run-ended', status: 'declined', step: 'carve', exit: 6, reason: null },
];

function waiting(ready: number): Partial<Outcome> {
  const found = `${ready} of 4 lines`;
  return { status: 'unexpected', verdicts: [verdict({ ok: false, expected: '4 Ready lines', found })] };
}
