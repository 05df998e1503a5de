import { join } from 'node:path';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { placeInBlock } from '../lint/place-in-block.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import type { BlockStep, Runbook } from '../model/runbook.ts';
import { readDocumentText } from '../parse/document-text.ts';
import { readableCode } from '../plan/plan-steps.ts';
import type { CheckedCode, WayOut } from './checked-code.ts';
import { findWaysOut } from './find-ways-out.ts';
import type { PrivateCopy } from './private-copy.ts';
import { reservedNames } from './reserved-assignments.ts';
import { placeOf, type Scenario } from './scenario.ts';

/** A plan with the documents it is made of, by the files they are shown as. */
export interface PlannedDocuments {
  readonly plan: Plan;
  readonly runbooks: ReadonlyMap<string, Runbook>;
}

/** Every way in which a rehearsal could reach what is real, in the documents, their scripts and the scenario itself. */
export function checkScenario(
  scenario: Scenario,
  documents: PlannedDocuments,
  { root, path }: PrivateCopy,
  parser: BashParser,
): readonly WayOut[] {
  const { standIns, tools } = path;
  const provision = { parser, standIns, tools, root };
  const withNode = { ...provision, tools: new Set([...tools, 'node']) };
  return [
    ...Object.keys(scenario.env)
      .filter((name) => reservedNames.has(name) || name === 'HOME' || !/^[A-Za-z_]\w*$/.test(name))
      .map((name) => ({
        at: placeOf(scenario, `env.${name}`),
        reason: `sets ${name}, which is the rehearsal's own`,
      })),
    ...assignedByPlan(documents.plan),
    ...findWaysOut([...blocksOf(documents), ...typedCode(scenario, root)], provision),
    ...findWaysOut(ownCode(scenario, root), withNode),
  ];
}

/** Variables that are set between blocks: captures, items of loops, inputs. */
function assignedByPlan({ steps, documents, requirements }: Plan): readonly WayOut[] {
  const all = [...steps, ...documents.flatMap(({ rollback }) => rollback)];
  const set = [
    ...requirements.inputs.map(({ name, source }) => ({ name, source })),
    ...all.flatMap(({ step, bindings }) => {
      const captured = step.kind === 'block' && step.capture !== null ? [step.capture.variable] : [];
      return [...captured, ...Object.keys(bindings)].map((name) => ({ name, source: step.source }));
    }),
  ];
  return set
    .filter(({ name }) => reservedNames.has(name))
    .map(({ name, source: { file, position } }) => ({
      at: `${file}:${position.start.line}:${position.start.column}`,
      reason: `sets ${name}, which is the rehearsal's own`,
    }));
}

function blocksOf({ plan, runbooks }: PlannedDocuments): readonly CheckedCode[] {
  const all = [...plan.steps, ...plan.documents.flatMap(({ rollback }) => rollback)];
  const seen = new Set<string>();
  return all.flatMap((planStep) => {
    const { step } = planStep;
    const { file, position } = step.source;
    const key = `${file}:${position.start.offset}`;
    if (step.kind !== 'block' || seen.has(key)) return [];
    seen.add(key);
    return [blockCode(planStep, step, plan, runbooks.get(file))];
  });
}

function blockCode(
  { document }: PlanStep,
  step: BlockStep,
  plan: Plan,
  runbook: Runbook | undefined,
): CheckedCode {
  const cwd = plan.documents[document]?.cwd ?? '/';
  return {
    code: readableCode(step),
    directory: null,
    starts: step.cwd === null ? [cwd] : [cwd, join(cwd, step.cwd)],
    at: (offset) => {
      const position =
        runbook && placeInBlock(readDocumentText(runbook.text, runbook.file), step, offset, offset + 1);
      const { line, column } = (position ?? step.source.position).start;
      return `${step.source.file}:${line}:${column}`;
    },
  };
}

/** What the operator types in a gate's shell runs in the session. */
function typedCode(scenario: Scenario, root: string): readonly CheckedCode[] {
  return Object.entries(scenario.answers).flatMap(([step, answers]) =>
    answers.flatMap((answer) =>
      answer.type === 'shell' ? [code(answer.code, placeOf(scenario, `answers.${step}`), root)] : [],
    ),
  );
}

/** Set-up, what is done elsewhere, and the stand-ins that the scenario spells out. */
function ownCode(scenario: Scenario, root: string): readonly CheckedCode[] {
  const elsewhere = Object.entries(scenario.answers).flatMap(([step, answers]) =>
    answers.flatMap((answer) =>
      answer.type === 'elsewhere' ? [code(answer.code, placeOf(scenario, `answers.${step}`), root)] : [],
    ),
  );
  const standIns = scenario.standIns.flatMap((each) =>
    each.type === 'scripts'
      ? Object.values(each.scripts)
          .filter((text) => !text.startsWith('#!') || /^#!.*\b(?:ba)?sh\b/.test(text))
          .map((text) => code(text, placeOf(scenario, 'stand-ins'), root))
      : [],
  );
  const setup = scenario.setup === null ? [] : [code(scenario.setup, placeOf(scenario, 'setup'), root)];
  return [...setup, ...elsewhere, ...standIns];
}

function code(text: string, place: string, root: string): CheckedCode {
  return { code: text, directory: null, starts: [root], at: () => place };
}
