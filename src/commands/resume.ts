import { chooseRun } from '../launch/choose-run.ts';
import { readInputOptions } from '../launch/given-inputs.ts';
import { identify } from '../launch/identify.ts';
import { resumeRun } from '../launch/resume-run.ts';
import { openPrompter } from '../world/prompter.ts';
import { existingStateDirectory } from '../world/state-store.ts';
import type { CommandRun } from './command.ts';

/** Takes an unfinished run up again; without a name the only one, or the one that the operator chooses. */
export const resume: CommandRun = async (world, [name], options, globals) => {
  const request = {
    inputs: readInputOptions(options.inputs),
    noInput: options.input === false,
    json: options.json === true,
    confine: false,
  };
  const prompter = openPrompter(request, world, globals);
  const place = await chooseRun(name, existingStateDirectory(world, globals), prompter);
  const as = typeof options.as === 'string' ? options.as : null;
  const operator = await identify({ name: as, noInput: request.noInput }, world, globals);
  return resumeRun(place, operator, request, world, globals);
};
