import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { findListener } from './find-listener.ts';
import { sha256 } from './sha256.ts';
import { fits, name, nullable, object, text } from './shape.ts';
import { codeOf, StorageError } from './storage-error.ts';

/** Who holds a lock; told by the holder itself, so nothing in it is to be trusted beyond showing it. */
export interface Holder {
  readonly run: string;
  readonly operator: string;
  readonly host: string;
  /** ISO time at which the run took it. */
  readonly since: string;
  /** Where the run is now. */
  readonly step: string | null;
}

export interface HeldLock {
  readonly type: 'held';
  readonly release: () => Promise<void>;
  /** The descriptor it hangs on: a process that inherits it holds the lock too. `null` where it cannot be told. */
  readonly descriptor: number | null;
}

export type LockAttempt =
  | HeldLock
  /** `null`: it is held, but the holder does not say by whom. */
  | { readonly type: 'busy'; readonly holder: Holder | null };

export interface LockOptions {
  /** Milliseconds to wait for the holder's answer. */
  readonly patience?: number;
}

/**
 * Takes the lock of that name for this process, on this host, whatever the user and the directory. It is an
 * abstract Unix socket: the kernel drops it with the last process that has it, however that ends, and no file is left.
 * `describe` is asked whenever somebody else tries. It does not keep the process alive.
 */
export async function acquireLock(
  lock: string,
  describe: () => Holder,
  { patience = 3_000 }: LockOptions = {},
): Promise<LockAttempt> {
  const path = `\0runbook-${sha256(lock)}`;
  // Again when the holder ended between the two questions, or while it was asked.
  for (let tries = 0; tries < 10; tries++) {
    const server = await listen(path, describe);
    if (server !== null) {
      return { type: 'held', release: () => close(server), descriptor: findListener(path) };
    }
    const answer = await ask(path, patience);
    if (answer !== 'gone') return { type: 'busy', holder: parseHolder(answer) };
  }
  return { type: 'busy', holder: null };
}

/** `null`: somebody else listens there. */
function listen(path: string, describe: () => Holder): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => answer(socket, describe));
    server.on('error', (error) => {
      if (codeOf(error) === 'EADDRINUSE') resolve(null);
      else reject(new StorageError('lock', path.slice(1), error));
    });
    server.listen(path, () => resolve(server));
    server.unref();
  });
}

function answer(socket: Socket, describe: () => Holder): void {
  socket.unref();
  // Who asks may be gone before it hears the answer.
  socket.on('error', () => socket.destroy());
  // A client that never hangs up must not hold back the release.
  socket.end(`${JSON.stringify(describe())}\n`, () => socket.destroy());
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

const longestAnswer = 65_536;

/** The first line the holder says, as far as it came in time; `gone` when nobody is there any more. */
function ask(path: string, patience: number): Promise<string | 'gone'> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    let heard = '';
    const finish = (result: string) => {
      socket.destroy();
      resolve(result);
    };
    const hungUp = () => finish(heard === '' ? 'gone' : heard);
    socket.setEncoding('utf8');
    socket.setTimeout(patience, () => finish(heard));
    socket.on('data', (part: string) => {
      heard += part;
      if (heard.includes('\n') || heard.length > longestAnswer) finish(heard);
    });
    socket.on('end', hungUp);
    socket.on('error', hungUp);
  });
}

const holderShape = object<Holder>({
  run: name,
  operator: text,
  host: name,
  since: name,
  step: nullable(name),
});

function parseHolder(answer: string): Holder | null {
  try {
    const value: unknown = JSON.parse(answer.split('\n', 1)[0] ?? '');
    return fits(holderShape, value) ? value : null;
  } catch {
    return null;
  }
}
