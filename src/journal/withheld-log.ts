import type { OutputRecord } from '../model/event.ts';
import type { OutputLog } from '../run/ports.ts';
import { openOutputLog } from './output-log.ts';
import { createRedactor } from './redactor.ts';

/** The log of an attempt whose output is neither kept nor shown: an empty file, and how many bytes there were. */
export function openWithheldLog(options: { readonly directory: string; readonly name: string }): OutputLog {
  const log = openOutputLog({ ...options, redactor: createRedactor([]), show: () => {} });
  let withheld = 0;
  return {
    name: log.name,
    write: (_, chunk) => {
      withheld += chunk.length;
    },
    close: async (): Promise<OutputRecord> => ({ ...(await log.close()), withheld }),
  };
}
