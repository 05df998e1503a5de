/** Whether a step's id is the one that a scenario writes; `*` in that stands for anything. */
export function matchesId(written: string, id: string): boolean {
  if (!written.includes('*')) return written === id;
  const parts = written.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(id);
}
