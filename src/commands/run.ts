import { foreseeInputs, readInputOptions } from '../launch/given-inputs.ts';
import { startRun } from '../launch/start-run.ts';
import { createLoader } from '../loading/load-runbook.ts';
import { planRun } from '../loading/plan-run.ts';
import { refuseErrors } from '../loading/refuse-errors.ts';
import type { CommandRun } from './command.ts';
import { printPlan } from './print-plan.ts';

/** Plans a run from the document as it is now, then starts it; `--dry-run` only prints the plan. */
export const run: CommandRun = async (world, [name = ''], options, globals) => {
  const loader = await createLoader(world);
  const loaded = await loader.loadNamed(name);
  refuseErrors(loaded, world, globals);
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const selection = {
    from: text(options.from),
    only: Array.isArray(options.only) ? options.only.map(String) : null,
    stepwise: options.step === true,
  };
  const plan = planRun(loaded, selection, loader);
  if (options.dryRun === true) {
    const known = foreseeInputs(plan, readInputOptions(options.inputs));
    return printPlan(plan, known, world, globals);
  }
  const request = {
    stepwise: selection.stepwise,
    check: options.check === true,
    inputs: readInputOptions(options.inputs),
    noInput: options.input === false,
    name: text(options.as),
    json: options.json === true,
    confine: options.confine === true,
  };
  return startRun({ loader, loaded, plan, request }, world, globals);
};
