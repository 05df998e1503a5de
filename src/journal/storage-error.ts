/** The file system refused something the record of a run needs. The message is one line and names the path. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly path: string;
  /** The system's error code, such as `ENOSPC`; `null` when it was not the system that refused. */
  readonly code: string | null;

  /** `action` completes "cannot …", for example `write`. */
  constructor(action: string, path: string, cause: unknown) {
    super(`cannot ${action} ${path}: ${reasonOf(cause)}`, { cause });
    this.path = path;
    this.code = codeOf(cause);
  }
}

/** Does something with a path; what the file system throws becomes a `StorageError`. */
export function storing<T>(action: string, path: string, doIt: () => T): T {
  try {
    return doIt();
  } catch (error) {
    throw error instanceof StorageError ? error : new StorageError(action, path, error);
  }
}

/** The system's error code, such as `EEXIST`, or `null`. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Node writes `EACCES: permission denied, open '/x'`; the middle is what a person wants to read. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^[A-Z0-9]+: (.*?)(?:, \w+(?: '.*)?)?$/s.exec(message)?.[1] ?? message;
}

/** A disk that is full or failing, or a limit that is reached, in words: no fault of this program's; `null`: another error. */
export function tellRefused(error: unknown): string | null {
  if (error instanceof StorageError) return error.message;
  const isRefused = /^(?:ENOSPC|EDQUOT|EFBIG|EROFS|EIO|EMFILE|ENFILE|ENOMEM)$/.test(codeOf(error) ?? '');
  return isRefused ? `the system refused: ${reasonOf(error)}` : null;
}
