import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BashParser } from '../../../src/bash/tree/bash-parser.ts';
import { sha256 } from '../../../src/journal/sha256.ts';
import { loadTree, type ReadDocument } from '../../../src/loading/load-tree.ts';
import type { Runbook } from '../../../src/model/runbook.ts';
import { parseRunbook } from '../../../src/parse/parse-runbook.ts';
import { assemblePlan, everything } from '../../../src/plan/assemble-plan.ts';
import { listTree } from '../../../src/plan/unite-requirements.ts';
import { findProject, type Project, shownPath } from '../../../src/project/find-project.ts';
import { findRunbook } from '../../../src/project/find-runbook.ts';
import { readCandidates } from '../../../src/project/read-candidates.ts';
import type { PlannedDocuments } from '../../../src/rehearse/check-scenario.ts';
import { findScenarios } from '../../../src/rehearse/find-scenarios.ts';
import { readScenarios } from '../../../src/rehearse/read-scenarios.ts';
import { type Rehearsed, rehearse } from '../../../src/rehearse/rehearse.ts';
import type { Scenario } from '../../../src/rehearse/scenario.ts';
import { loadBashParser } from '../../../src/shell/load-bash-parser.ts';
import { type Mutant, placeOfCondition, placeOfStep } from './mutant.ts';

/** A project whose scenarios are run, as it is or with one document changed. */
export class ProvingGround {
  readonly scenarios: readonly Scenario[];
  readonly #project: Project;
  readonly #parser: BashParser;
  readonly #read = new Map<string, ReadDocument>();
  readonly #plans = new Map<string, PlannedDocuments>();

  private constructor(project: Project, parser: BashParser) {
    this.#project = project;
    this.#parser = parser;
    this.scenarios = findScenarios(project).flatMap(({ text, file }) => readScenarios(text, file).scenarios);
  }

  static async open(root: string): Promise<ProvingGround> {
    return new ProvingGround(await findProject(root), await loadBashParser());
  }

  /** The runbooks that scenarios lead to. */
  async runbooks(): Promise<readonly Runbook[]> {
    const found = new Map<string, Runbook>();
    for (const { runbook } of this.scenarios) {
      const documents = await this.#plan(runbook, null);
      for (const [file, each] of documents?.runbooks ?? []) found.set(file, each);
    }
    return [...found.values()].sort((a, b) => a.file.localeCompare(b.file));
  }

  /** Ids, in the scenario's plan, of the steps that stand at a place, or under the condition there. */
  async stepsAt({ runbook }: Scenario, place: string): Promise<readonly string[]> {
    const plan = (await this.#plan(runbook, null))?.plan;
    const steps = [...(plan?.steps ?? []), ...(plan?.documents.flatMap(({ rollback }) => rollback) ?? [])];
    return steps.flatMap(({ step, guards }) => {
      const stands = placeOfStep(step) === place;
      return stands || guards.some(({ condition }) => placeOfCondition(condition) === place) ? [step.id] : [];
    });
  }

  /** `null`: with the change, a document is wrong, and `run` would refuse it. */
  async run(scenario: Scenario, mutant: Mutant | null): Promise<Rehearsed | null> {
    const documents = await this.#plan(scenario.runbook, mutant);
    if (documents === null) return null;
    const path = process.env.PATH ?? '';
    return rehearse(scenario, { project: this.#project, documents, parser: this.#parser, path });
  }

  async #plan(name: string, mutant: Mutant | null): Promise<PlannedDocuments | null> {
    const known = mutant === null ? this.#plans.get(name) : undefined;
    if (known !== undefined) return known;
    const documents = await this.#assemble(name, mutant);
    if (mutant === null && documents !== null) this.#plans.set(name, documents);
    return documents;
  }

  async #assemble(name: string, mutant: Mutant | null): Promise<PlannedDocuments | null> {
    const { root } = this.#project;
    const match = await findRunbook(this.#project, name, root);
    if (match.type !== 'found') throw new Error(`there is no runbook ${name}`);
    const read = async (path: string) => this.#document(path, mutant);
    const reader = { project: this.#project, candidates: () => readCandidates(this.#project), read };
    const document = await read(resolve(root, match.candidate.file));
    const { tree, messages } = await loadTree(document, reader);
    if ([...document.messages, ...messages].some(({ fatal }) => fatal === true)) return null;
    const assembled = assemblePlan(tree, everything, { bash: this.#parser, hashText: sha256 });
    if (assembled.type !== 'plan') throw new Error('everything is a selection that fits');
    return { plan: assembled.plan, runbooks: new Map(listTree(tree).map((each) => [each.file, each])) };
  }

  #document(path: string, mutant: Mutant | null): ReadDocument {
    const file = shownPath(this.#project.root, path);
    const changed = mutant?.file === file ? mutant.text : null;
    const known = changed === null ? this.#read.get(path) : undefined;
    if (known !== undefined) return known;
    const text = changed ?? readFileSync(path, 'utf8');
    const parsed = parseRunbook(text, { file, belowRunbooks: true, bash: this.#parser });
    const document = { ...parsed, path };
    if (changed === null) this.#read.set(path, document);
    return document;
  }
}
