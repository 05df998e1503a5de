import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions } from './code-actions.ts';
import { codeLenses } from './code-lenses.ts';
import { completionsAt } from './completion.ts';
import { Debounce } from './debounce.ts';
import { toDiagnostic } from './diagnostics.ts';
import { hoverAt } from './hover.ts';
import { messagesOf } from './messages-of.ts';
import type { EditedRunbook, Workspace } from './workspace.ts';

/** How long nobody has to type before a document is looked at again, in milliseconds. */
const pause = 200;

export interface ServerOptions {
  readonly version: string;
  /** Where documents that are no files are taken to be; absolute. */
  readonly folder: string;
  /** Makes the workspace; `textOf` gives the text of a document that is open. */
  open(textOf: (path: string) => string | null): Workspace;
}

/** Answers an editor. Reads documents and what they refer to; executes nothing of theirs and writes no file. */
export class LanguageServer {
  readonly #connection: Connection;
  readonly #options: ServerOptions;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #workspace: Workspace;
  readonly #debounce = new Debounce(pause);
  /** The editor can be asked to say which files change. */
  #mayRegister = false;

  constructor(connection: Connection, options: ServerOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#workspace = options.open((path) => this.#textOf(path));
    this.#answer();
    this.#watch();
    this.#documents.listen(connection);
  }

  #answer(): void {
    const connection = this.#connection;
    connection.onInitialize(({ capabilities }) => {
      this.#mayRegister = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
      return this.#capabilities();
    });
    connection.onInitialized(() => this.#askForChanges());
    connection.onHover(({ textDocument, position }) =>
      this.#with(textDocument.uri, null, (document, { tree }) =>
        hoverAt(document, tree.runbook, document.offsetAt(position)),
      ),
    );
    connection.onCodeLens(({ textDocument }) =>
      this.#with(textDocument.uri, [], (document, { tree }) => [...codeLenses(document, tree)]),
    );
    connection.onCodeAction(({ textDocument, range }) =>
      this.#with(textDocument.uri, [], (document, edited) => [
        ...codeActions(document, messagesOf(edited), range),
      ]),
    );
    connection.onCompletion(async ({ textDocument, position }) => {
      const document = this.#documents.get(textDocument.uri);
      if (document === undefined) return [];
      return [...(await completionsAt(document, position, this.#pathOf(document.uri), this.#workspace))];
    });
  }

  #watch(): void {
    this.#documents.onDidChangeContent(({ document }) => this.#later(document.uri));
    this.#documents.onDidSave(() => this.#lookAgain());
    this.#connection.onDidChangeWatchedFiles(() => this.#lookAgain());
    this.#documents.onDidClose(({ document: { uri } }) => {
      this.#debounce.cancel(uri);
      void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    });
    this.#connection.onShutdown(() => this.#debounce.cancelAll());
  }

  #capabilities(): InitializeResult {
    return {
      serverInfo: { name: 'runbook', version: this.#options.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        completionProvider: { triggerCharacters: ['=', '"', "'", '#', ' ', ';'] },
        codeLensProvider: {},
        codeActionProvider: { codeActionKinds: ['quickfix'] },
      },
    };
  }

  async #askForChanges(): Promise<void> {
    if (!this.#mayRegister) return;
    const watchers = [{ globPattern: '**/*.{md,markdown}' }, { globPattern: '**/runbook.config.yaml' }];
    await this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }

  /** What a file is may matter to each of the documents. */
  #lookAgain(): void {
    this.#workspace.refresh();
    for (const { uri } of this.#documents.all()) this.#later(uri);
  }

  #later(uri: string): void {
    this.#debounce.run(uri, async () => {
      const { version } = this.#documents.get(uri) ?? {};
      const diagnostics = await this.#with(uri, null, (document, edited) =>
        messagesOf(edited).map((message) => toDiagnostic(document, message)),
      );
      if (version === undefined || diagnostics === null) return;
      await this.#connection.sendDiagnostics({ uri, version, diagnostics });
    });
  }

  /** `otherwise`: the document is not open, cannot be read, or has changed in the meantime. */
  async #with<Value>(
    uri: string,
    otherwise: Value,
    use: (document: TextDocument, edited: EditedRunbook) => Value,
  ): Promise<Value> {
    const document = this.#documents.get(uri);
    if (document === undefined) return otherwise;
    const { version } = document;
    try {
      const edited = await this.#workspace.load(this.#pathOf(uri));
      // Places are those of the text that was read.
      return this.#documents.get(uri)?.version === version ? use(document, edited) : otherwise;
    } catch (error) {
      this.#connection.console.error(error instanceof Error ? error.message : String(error));
      return otherwise;
    }
  }

  #pathOf(uri: string): string {
    if (uri.startsWith('file:')) return fileURLToPath(uri);
    const name = decodeURIComponent(uri.replace(/^[^:]*:/, '').replace(/^.*\//, ''));
    return join(this.#options.folder, /\.(?:md|markdown)$/i.test(name) ? name : `${name}.md`);
  }

  #textOf(path: string): string | null {
    const open = this.#documents.all().find(({ uri }) => this.#pathOf(uri) === path);
    return open?.getText() ?? null;
  }
}
