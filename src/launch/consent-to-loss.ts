import { type Asked, requireConsent } from './require-consent.ts';

/**
 * Says what a resumed session does not have any more, before anything runs in it, and goes on only with a yes: a step
 * that reads it would find nothing there. Throws a `Refusal` without one.
 */
export async function consentToLoss(lost: readonly string[], asked: Asked): Promise<void> {
  if (lost.length === 0) return;
  const consent = {
    about: 'The session cannot be brought back as it was; gone is',
    rows: lost,
    question: 'Go on without it',
    refusal: `the session cannot be brought back as it was: ${lost.join('; ')}`,
  };
  await requireConsent(consent, asked);
}
