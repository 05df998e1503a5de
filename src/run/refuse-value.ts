import type { Input } from '../model/input.ts';

/**
 * Why a text cannot be the value of an input, as the end of a sentence such as `MODEL does not match /…/`; `null`:
 * it can. The text itself is not in it, for it may be a secret.
 */
export function refuseValue({ choices, pattern, default: preset }: Input, value: string): string | null {
  if (/\p{Cc}/u.test(value)) return 'holds a control character';
  if (value === '' && preset !== '') return 'is empty';
  if (choices !== null && !choices.includes(value)) return `is none of ${choices.join(', ')}`;
  if (pattern !== null && !matchesWhole(pattern, value)) return `does not match /${pattern}/`;
  return null;
}

function matchesWhole(pattern: string, value: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 'u').test(value);
}
