import { createConnection } from 'vscode-languageserver/node';
import { openWorkspace } from '../loading/open-workspace.ts';
import { LanguageServer } from '../lsp/language-server.ts';
import { exitCode } from '../model/outcome.ts';
import { version } from '../world/version.ts';
import type { CommandRun } from './command.ts';

/** Answers an editor over stdin and stdout until it says `exit`. Nothing of a document is executed. */
export const lsp: CommandRun = async (world) => {
  const connection = createConnection(process.stdin, process.stdout);
  const open = (textOf: (path: string) => string | null) => openWorkspace(world, textOf);
  new LanguageServer(connection, { version, folder: world.cwd, open });
  connection.listen();
  // The connection ends the process: with 0 after `shutdown` and `exit`, with 1 when the editor goes away.
  await new Promise<never>(() => {});
  return exitCode.done;
};
