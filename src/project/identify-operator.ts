import type { Operator } from '../model/event.ts';
import { accountName } from './account-name.ts';

export interface OperatorOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `--as` says; `null`: nothing. */
  readonly name: string | null;
  readonly account?: string;
}

/** Who is acting: the account, the one sudo was called from, and the name the person gave. */
export function identifyOperator({ env, name, account = accountName() }: OperatorOptions): Operator {
  const origin = env.SUDO_USER?.trim() ?? '';
  const given = name?.trim() ?? '';
  return {
    account,
    sudoFrom: origin === '' || origin === account ? null : origin,
    name: given === '' ? null : given,
  };
}
