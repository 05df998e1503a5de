/** A path with `/`, from the project root; `null`: it leads out of the project, or is absolute. */
export function resolvePath(from: string, path: string): string | null {
  if (/^[/~]/.test(path) || from.startsWith('/')) return null;
  const parts: string[] = [];
  for (const part of [...from.split('/'), ...path.split('/')]) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** The directory that a file is in; empty for the project root. */
export function directoryOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
}
