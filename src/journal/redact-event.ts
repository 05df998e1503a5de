import type { Event } from '../model/event.ts';
import type { Journal } from '../run/ports.ts';
import { eventShape } from './event-shapes.ts';
import type { Redactor } from './redactor.ts';

/**
 * The event without the values of secrets in anything that was written by or for people. Ids, hashes, file
 * names and closed words stay, so that a secret called `passed` cannot change what happened.
 */
export function redactEvent(event: Event, redactor: Redactor): Event {
  if (redactor.isIdle) return event;
  return eventShape(event.type)?.mapText(event, (text) => redactor.text(text)) ?? event;
}

/** A journal that never gets to see the values of secrets. */
export function redactJournal(journal: Journal, redactor: Redactor): Journal {
  return {
    get entries() {
      return journal.entries;
    },
    get head() {
      return journal.head;
    },
    append: (event) => journal.append(redactEvent(event, redactor)),
    add: (event) => journal.add(redactEvent(event, redactor)),
    sync: () => journal.sync(),
  };
}
