import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Flags of a socket that listens, in the kernel's table (`SO_ACCEPTCON`, proc(5)). */
const listening = '00010000';

/** This process's descriptor of the abstract socket that listens at `path`; `null` where the system does not tell. */
export function findListener(path: string): number | null {
  try {
    const inode = inodeOf(path);
    if (inode === null) return null;
    const found = readdirSync('/proc/self/fd').find((each) => leadsTo(each) === `socket:[${inode}]`);
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

/** The kernel shows every NUL of the name as `@`; some versions of Node fill the name up with them. */
function inodeOf(path: string): string | null {
  const shown = path.replaceAll('\0', '@');
  for (const row of readFileSync('/proc/net/unix', 'utf8').split('\n')) {
    const [, , , flags, , , inode, name] = row.split(' ').filter((field) => field !== '');
    if (flags === listening && name?.replace(/@+$/, '') === shown) return inode ?? null;
  }
  return null;
}

function leadsTo(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    // Closed meanwhile: that which reads the list.
    return '';
  }
}
