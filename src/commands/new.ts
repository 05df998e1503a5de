import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, storing } from '../journal/storage-error.ts';
import { exitCode } from '../model/outcome.ts';
import { isIdentifier } from '../parse/identifier.ts';
import { findProject, shownPath } from '../project/find-project.ts';
import { readCandidates } from '../project/read-candidates.ts';
import { Refusal } from '../world/refusal.ts';
import type { CommandRun } from './command.ts';
import { runbookTemplate } from './runbook-template.ts';

/** Writes a runbook to begin with, and its scenarios, into the first of the project's folders; never over a file. */
export const newRunbook: CommandRun = async (world, [given = ''], options) => {
  const name = given.replace(/\.md$/, '');
  if (!isIdentifier(name)) {
    const hint = 'a name has ASCII letters and digits, joined by -, . or _';
    throw new Refusal(`${JSON.stringify(given)} is no name for a runbook`, hint, exitCode.usage);
  }
  const title = readTitle(options.title) ?? titleOf(name);
  const project = await findProject(world.cwd);
  const folder = project.runbooks[0] ?? join(project.root, 'runbooks');
  const files = { document: join(folder, `${name}.md`), scenarios: join(folder, `${name}.rehearsal.yaml`) };
  const shown = (path: string) => shownPath(project.root, path);
  const other = readCandidates(project).find(({ id }) => id === name);
  if (other !== undefined) throw taken(`${other.file} is called ${name} already`);
  for (const path of Object.values(files))
    if (existsSync(path)) throw taken(`${shown(path)} is there already`);
  const template = runbookTemplate(name, title);
  writeNew(files.document, template.document, shown(files.document));
  writeNew(files.scenarios, template.scenarios, shown(files.scenarios));
  world.stdout.write(`${shown(files.document)}, and how it has to go: ${shown(files.scenarios)}

Put your own commands in it, then
${listCommands(name)}`);
  return exitCode.done;
};

function listCommands(name: string): string {
  const commands = [
    ['runbook lint', 'what is wrong with it'],
    [`runbook show ${name}`, 'its steps and gates'],
    [`runbook rehearse ${name}`, 'its scenarios, where nothing is real'],
    [`runbook run ${name}`, 'in earnest'],
  ] as const;
  const width = Math.max(...commands.map(([command]) => command.length));
  return commands.map(([command, what]) => `  ${command.padEnd(width)}  ${what}\n`).join('');
}

function taken(message: string): Refusal {
  return new Refusal(message, 'nothing was written; choose another name', exitCode.usage);
}

/** `null`: none is given. */
function readTitle(title: unknown): string | null {
  if (typeof title !== 'string') return null;
  const text = title.trim();
  if (text !== '' && !/\p{Cc}|\p{Zl}|\p{Zp}/u.test(text)) return text;
  throw new Refusal('a title is one line of text', null, exitCode.usage);
}

/** `restart-web`: Restart web. */
function titleOf(name: string): string {
  const words = name.replace(/[-._]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Another may have written the file since it was looked for. */
function writeNew(path: string, text: string, shown: string): void {
  storing('make', dirname(path), () => mkdirSync(dirname(path), { recursive: true }));
  try {
    storing('write', path, () => writeFileSync(path, text, { flag: 'wx' }));
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? taken(`${shown} is there already`) : error;
  }
}
