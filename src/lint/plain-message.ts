import { VFileMessage } from 'vfile-message';
import type { Position } from '../model/position.ts';
import type { Fix } from './fix.ts';

/** A message as data, for a file or another thread. */
export interface PlainMessage {
  readonly reason: string;
  readonly rule: string;
  readonly file: string;
  /** `true`: an error, `false`: a warning, `null`: a note. */
  readonly fatal: boolean | null;
  readonly place: Position | null;
  readonly fix: Fix | null;
}

export function toPlainMessage({ reason, ruleId, file, fatal, place, fix }: VFileMessage): PlainMessage {
  const position = place !== undefined && 'end' in place ? (place as Position) : null;
  return {
    reason,
    rule: ruleId ?? '',
    file: file ?? '',
    fatal: fatal ?? null,
    place: position,
    fix: fix ?? null,
  };
}

export function fromPlainMessage({ reason, rule, file, fatal, place, fix }: PlainMessage): VFileMessage {
  const message = new VFileMessage(reason, {
    ...(place === null ? {} : { place }),
    ruleId: rule,
    source: 'runbook',
  });
  message.file = file;
  message.fatal = fatal ?? undefined;
  if (fix !== null) message.fix = fix;
  return message;
}
