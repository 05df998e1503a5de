import { expect } from 'vitest';
import { fence, parseTrusted } from './parse-document.ts';

/** Parses a body that has opted in, and a block behind it, and expects these messages and no others. */
export function expectMessages(body: string, expected: readonly string[]): void {
  const { messages } = parseTrusted(`${body}\n${fence('sh', 'x')}`);
  expect(messages.length, messages.join('\n')).toBe(expected.length);
  for (const [index, message] of expected.entries()) expect(messages[index]).toContain(message);
}
