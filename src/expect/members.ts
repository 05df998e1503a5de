import { wholeWords } from './holds-word.ts';

const address = /(?<![\p{L}\p{N}_.])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\p{L}\p{N}_]|\.\d)/gu;

/**
 * Whether a line holds a member: as whole words, or, when the member begins with a dot, as the end of an IPv4
 * address or network. Of such an address `/len` and trailing `.0` octets may be dropped, and it is looked at only
 * as a whole: `.8` is 10.12.8.0/22, and neither 10.12.80.0/22 nor 10.8.12.0/22.
 */
export function holdsMember(line: string, member: string): boolean {
  const holds = wholeWords(member);
  if (!member.startsWith('.')) return holds(line);
  const addresses = line.match(address) ?? [];
  return addresses.some((found) => endsWithMember(found, member)) || holds(line.replace(address, ' '));
}

function endsWithMember(found: string, member: string): boolean {
  const [bare = found] = found.split('/', 1);
  return [found, bare, bare.replace(/(?:\.0)+$/, '')].some((form) => form.endsWith(member));
}
