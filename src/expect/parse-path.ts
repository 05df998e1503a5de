import type { PathPart } from '../model/expectation.ts';

const part = /\.([\p{L}\p{N}_-]+)|\[(\d+)\]|\['([^']*)'\]|\[\*\]/gu;

/** The parts of a path that the tokenizer has accepted: `$.machines[*]['agent-state'].length`. */
export function parsePath(text: string): readonly PathPart[] {
  return [...text.matchAll(part)].map(([, name, index, key]) => {
    if (name === 'length') return { type: 'length' };
    if (name !== undefined) return { type: 'key', key: name };
    if (index !== undefined) return { type: 'index', index: Number(index) };
    return key === undefined ? { type: 'every' } : { type: 'key', key };
  });
}
