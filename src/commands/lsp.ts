import { createConnection } from 'vscode-languageserver/node';
import { LanguageServer } from '../lsp/language-server.ts';
import { exitCode } from '../model/outcome.ts';
import type { CommandRun } from './command-table.ts';
import { openWorkspace } from './open-workspace.ts';
import { version } from './version.ts';

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
