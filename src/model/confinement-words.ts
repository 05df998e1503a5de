import type { Confinement } from './confinement.ts';

/** What a confined block can write to: `it can write only to a /tmp of its own and ~/.local/share/juju`. */
export function tellConfinement({ writable }: Confinement): string {
  const places = ['a /tmp of its own', ...writable];
  const last = places.pop() ?? '';
  const all = places.length === 0 ? last : `${places.join(', ')} and ${last}`;
  return `confined by bubblewrap, can write only to ${all}`;
}
