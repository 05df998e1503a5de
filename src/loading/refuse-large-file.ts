import { statSync } from 'node:fs';
import { storing } from '../journal/storage-error.ts';
import { exitCode } from '../model/outcome.ts';
import { refuseSize } from '../parse/document-size.ts';
import { Refusal } from '../world/refusal.ts';

/** Throws a `Refusal` where the document at that path is too large to be read; `file` is how it is shown. */
export function refuseLargeFile(path: string, file: string): void {
  const { size } = storing('read', path, () => statSync(path));
  const reason = refuseSize(size);
  if (reason !== null) throw new Refusal(`${file}: ${reason}`, null, exitCode.document);
}
