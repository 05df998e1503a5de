import type { OutputRecord } from '../model/event.ts';
import type { OutputLog } from '../run/ports.ts';
import { openOutputLog } from './output-log.ts';

/** The log of an attempt whose output is neither kept nor shown: an empty file, and how many bytes there were. */
export function openWithheldLog(options: { readonly directory: string; readonly name: string }): OutputLog {
  const text = (unchanged: string) => unchanged;
  const stream = () => ({ write: (chunk: Uint8Array) => chunk, end: () => new Uint8Array() });
  const log = openOutputLog({ ...options, redactor: { isIdle: true, text, stream }, show: () => {} });
  let withheld = 0;
  return {
    name: log.name,
    write: (_, chunk) => {
      withheld += chunk.length;
    },
    close: async (): Promise<OutputRecord> => ({ ...(await log.close()), withheld }),
  };
}
