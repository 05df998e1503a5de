/** A shorter value would be found in innocent text, and is too short to be a secret. */
export const shortestSecret = 6;

/**
 * The spellings under which a secret value may turn up in output: as it is, as JSON, as shells and bash's
 * own listings quote it, in a URL; and each line of a value of several, because tools indent and prefix lines.
 */
export function secretForms(value: string): readonly string[] {
  const whole = wellFormed(value).trim();
  const lines = whole.split(/\r?\n/).map((line) => line.trim());
  const parts = [whole, ...lines.filter(isLongEnough)];
  return [...new Set(parts.flatMap(spellings))];
}

/** Whether a value can be redacted at all; blanks around it do not count. */
export function isLongEnough(value: string): boolean {
  return [...value.trim()].length >= shortestSecret;
}

function spellings(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1);
  return [
    value,
    // A terminal driver ends lines this way.
    value.replace(/\r?\n/g, '\r\n'),
    json,
    json.replaceAll('/', '\\/'),
    json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    // '…', "…", $'…' and backslashes, the four ways bash quotes.
    value.replaceAll("'", "'\\''"),
    value.replace(/[\\"$`]/g, '\\$&'),
    value.replace(/[\\']/g, '\\$&').replace(/[\n\t\r]/g, (control) => JSON.stringify(control).slice(1, -1)),
    value.replace(/[ !"$&'()*,;<>?[\\\]^`{|}]|^#|(?<=^|[:=])~/g, '\\$&'),
    encodeURIComponent(value),
  ];
}

/** A lone surrogate leaves the process as a replacement character, and so it will be found. */
function wellFormed(value: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(value));
}
