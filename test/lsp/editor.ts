import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShutdownRequest,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { cli } from '../e2e/project.ts';

/** An editor that has started the built `runbook lsp` and speaks with it over stdin and stdout. */
export class Editor {
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #documents = new Map<string, TextDocument>();
  readonly #published: PublishDiagnosticsParams[] = [];
  #told: () => void = () => {};
  readonly exited: Promise<number | null>;

  constructor(cwd: string, env: NodeJS.ProcessEnv) {
    const child = spawn(process.execPath, [cli, 'lsp', '--stdio'], {
      cwd,
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#process = child;
    this.exited = new Promise((resolve) => child.on('exit', resolve));
    this.#connection = createProtocolConnection(child.stdout, child.stdin);
    this.#connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.#published.push(params);
      this.#told();
    });
    this.#connection.listen();
  }

  async initialize(): Promise<InitializeResult> {
    const result = await this.#connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    await this.#connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  /** Opens a document that need not be on disk. */
  async open(uri: string, text: string): Promise<void> {
    this.#documents.set(uri, TextDocument.create(uri, 'markdown', 1, text));
    const textDocument = { uri, languageId: 'markdown', version: 1, text };
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  /** Types `text` in the place of what is written `old`; `''` stands for the end. */
  async type(uri: string, old: string, text: string): Promise<void> {
    const document = this.document(uri);
    const at = old === '' ? document.getText().length : document.getText().indexOf(old);
    const range = { start: document.positionAt(at), end: document.positionAt(at + old.length) };
    const contentChanges = [{ range, text }];
    TextDocument.update(document, contentChanges, document.version + 1);
    const textDocument = { uri, version: document.version };
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument,
      contentChanges,
    });
  }

  /** What is said about the document as it now is. */
  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const { version } = this.document(uri);
    for (;;) {
      const found = this.#published.findLast((each) => each.uri === uri && each.version === version);
      if (found !== undefined) return found.diagnostics;
      await new Promise<void>((resolve) => {
        this.#told = resolve;
      });
    }
  }

  /** How often diagnostics were published. */
  get publications(): number {
    return this.#published.length;
  }

  /** Forgets what was published, so that `diagnostics` waits for news. */
  forget(): void {
    this.#published.length = 0;
  }

  /** Says that a file has changed on disk. */
  async changed(path: string): Promise<void> {
    const changes = [{ uri: pathToFileURL(path).href, type: 2 as const }];
    await this.#connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  /** Markdown of the hover at the beginning of what is written so; `null`: nothing is said there. */
  async hover(uri: string, written: string): Promise<string | null> {
    const hover = await this.#connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: this.positionOf(uri, written),
    });
    return hover === null ? null : (hover.contents as { readonly value: string }).value;
  }

  /** What is proposed behind `written`, as label and the text with the proposal accepted. */
  async complete(uri: string, written: string): Promise<ReadonlyMap<string, string>> {
    const { line, character } = this.positionOf(uri, written);
    const position = { line, character: character + written.length };
    const items = await this.#connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    const list = Array.isArray(items) ? items : (items?.items ?? []);
    const document = this.document(uri);
    return new Map(
      list.map(({ label, textEdit }) => {
        const text = TextDocument.applyEdits(document, [textEdit as TextEdit]);
        return [label, text.split('\n')[line] ?? ''];
      }),
    );
  }

  /** Line (from 0) and title of each lens. */
  async lenses(uri: string): Promise<readonly string[]> {
    const lenses = await this.#connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
    return (lenses ?? []).map(({ range, command }) => `${range.start.line} ${command?.title}`);
  }

  /** The document with each of the fixes offered for `written` made alone, by title. */
  async fixes(uri: string, written: string): Promise<ReadonlyMap<string, string>> {
    const position = this.positionOf(uri, written);
    const range = { start: position, end: position };
    const params = { textDocument: { uri }, range, context: { diagnostics: [] } };
    const actions = (await this.#connection.sendRequest(CodeActionRequest.type, params)) ?? [];
    return new Map(
      actions.map((action) => {
        const edits = 'edit' in action ? (action.edit?.changes?.[uri] ?? []) : [];
        return [action.title, TextDocument.applyEdits(this.document(uri), edits)];
      }),
    );
  }

  /** Ends the server as an editor does and gives its exit code. */
  async close(): Promise<number | null> {
    await this.#connection.sendRequest(ShutdownRequest.type);
    await this.#connection.sendNotification(ExitNotification.type);
    return this.exited;
  }

  /** Goes away without a word. */
  hangUp(): void {
    this.#process.stdin?.end();
  }

  /** Ends the server if it still lives, and waits for its end. */
  async kill(): Promise<void> {
    this.#connection.dispose();
    if (this.#process.exitCode === null) this.#process.kill('SIGKILL');
    await this.exited;
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  }

  positionOf(uri: string, written: string): { readonly line: number; readonly character: number } {
    const document = this.document(uri);
    const at = document.getText().indexOf(written);
    if (at === -1) throw new Error(`${written} does not stand in ${uri}`);
    return document.positionAt(at);
  }
}
