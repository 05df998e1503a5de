import { userInfo } from 'node:os';

/** The account this process runs as; its number where the system has no name for it, as in some containers. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
