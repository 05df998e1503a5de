import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Allowed, readAnswer, type Word } from '../../src/ui/answer.ts';

const all: readonly Word[] = [
  'yes',
  'no',
  'done',
  'retry',
  'skip',
  'accept',
  'note',
  'shell',
  'pause',
  'abort',
];
const gate: Allowed = { phrase: null, words: ['yes', 'no', 'skip', 'note', 'shell', 'pause', 'abort'] };
const typed: Allowed = {
  phrase: 'recidr openstack',
  words: ['no', 'skip', 'note', 'shell', 'pause', 'abort'],
};

function word(name: Word, text = '') {
  return { type: 'word', word: name, text };
}

describe('at a gate', () => {
  test.each([
    ['y', word('yes')],
    [' Yes ', word('yes')],
    ['N', word('no')],
    ['', { type: 'empty' }],
    [' \t ', { type: 'empty' }],
    ['skip', word('skip')],
    ['skip  done by hand ', word('skip', 'done by hand')],
    ['abort it is the wrong cloud', word('abort', 'it is the wrong cloud')],
    ['y please', { type: 'other' }],
    ['shell now', { type: 'other' }],
    ['yy', { type: 'other' }],
    ['ye', { type: 'other' }],
    ['done', { type: 'other' }],
    ['constructor', { type: 'other' }],
    ['__proto__', { type: 'other' }],
  ])('%j', (line, reading) => {
    expect(readAnswer(line, gate)).toEqual(reading);
  });
});

describe('where a phrase is asked for', () => {
  test.each(['y', 'Yes', 'done', 'skip'])('one that is an answer can not be given: %s', (phrase) => {
    const reading = readAnswer(phrase, { ...typed, phrase });
    expect(reading.type).not.toBe('phrase');
  });

  test.each([
    ['recidr openstack', { type: 'phrase' }],
    ['  recidr openstack ', { type: 'phrase' }],
    ['recidr  openstack', { type: 'other' }],
    ['Recidr openstack', { type: 'other' }],
    ['recidr openstack.', { type: 'other' }],
    ['y', { type: 'other' }],
    ['yes', { type: 'other' }],
    ['n', word('no')],
    ['', { type: 'empty' }],
  ])('%j', (line, reading) => {
    expect(readAnswer(line, typed)).toEqual(reading);
  });

  test.each(['skip 3 steps', 'note this', 'abort it'])('the phrase may begin with a word: %s', (phrase) => {
    const words: readonly Word[] = ['skip', 'note'];
    expect(readAnswer(phrase, { phrase, words })).toEqual({ type: 'phrase' });
  });

  test('a word that is allowed wins over the same phrase', () => {
    expect(readAnswer('skip', { phrase: 'skip', words: ['skip'] })).toEqual(word('skip'));
  });

  test.each(['', '  '])('an empty phrase can not be given: %j', (phrase) => {
    expect(readAnswer('', { phrase, words: [] })).toEqual({ type: 'empty' });
    expect(readAnswer('  ', { phrase, words: [] })).toEqual({ type: 'empty' });
  });

  test('nothing but the phrase is the phrase', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ minLength: 1 }),
        fc.subarray([...all]),
        (line, phrase, words) => {
          const { type } = readAnswer(line, { phrase, words });
          if (type === 'phrase') expect(line.trim()).toBe(phrase.trim());
        },
      ),
    );
  });

  test('nothing but y and yes is a yes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('y ', 'yes', 'y\ny', 'Y', 'y\u0000', 'ｙ')),
        (line) => {
          const reading = readAnswer(line, gate);
          if (reading.type === 'word' && reading.word === 'yes') expect(line.trim()).toMatch(/^(y|yes)$/i);
        },
      ),
    );
  });
});
