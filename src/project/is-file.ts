import { statSync } from 'node:fs';

/** Whether there is a file at that path; a link that leads nowhere is none. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
