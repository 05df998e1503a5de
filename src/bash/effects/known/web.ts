import type { KnownTool } from '../known-tool.ts';

const sends = 'sends data to a server';

/** Elasticsearch and OpenSearch take a query as the body of a POST. */
const asksIndex = ['', '?*'].map((rest) => `*/_search${rest}|*/_count${rest}|*/_msearch${rest}`).join('|');

const curl: KnownTool = {
  names: 'curl',
  valued:
    '-X --request -d --data --data-raw --data-binary --data-urlencode --data-ascii -F --form -T --upload-file --json -o --output -H --header -u --user -A -e -b -c -K -m -w -x --cacert --cert --key --connect-timeout --max-time --retry --resolve --write-out --url',
  entries: [
    ['destroys', '-X=DELETE|--request=DELETE', 'asks a server to delete'],
    ['reads', '-X=HEAD|-X=OPTIONS|--request=HEAD|--request=OPTIONS !-o|-O|--output'],
    [
      'reads',
      `-X=POST|-X=GET|--request=POST|--request=GET !-o|-O|--output|--remote-name|-J|-c|--cookie-jar|-T|--upload-file ${asksIndex} $`,
    ],
    ['mutates', '-X=*|--request=* !-X=GET|--request=GET', 'asks a server to change something'],
    ['mutates', '-d|--data|--data-*|-F|--form|--form-string|--json !-G|--get|-X=GET|--request=GET', sends],
    ['mutates', '-T|--upload-file', sends],
    ['mutates', '-o|--output !-o=/dev/null|--output=/dev/null|-o=-|--output=-', 'writes a file'],
    ['mutates', '-O|--remote-name|-J|-c|--cookie-jar|--remote-name-all', 'writes a file'],
  ],
  otherwise: null,
};

const wget: KnownTool = {
  names: 'wget',
  valued: '-O --output-document -o -P --method --post-data --post-file --header -T -t',
  entries: [
    ['destroys', '--method=DELETE', 'asks a server to delete'],
    [
      'mutates',
      '--post-data|--post-file|--method=POST|--method=PUT|--method=PATCH|--body-data|--body-file',
      sends,
    ],
    ['reads', '-O=-|-O=/dev/null|--output-document=-|--output-document=/dev/null|--spider|--version|--help'],
  ],
  otherwise: ['mutates', 'writes a file'],
};

const httpie: KnownTool = {
  names: 'http https xh',
  entries: [
    ['destroys', 'DELETE', 'asks a server to delete'],
    ['mutates', 'POST|PUT|PATCH', 'asks a server to change something'],
    ['mutates', '* ... *=*', sends],
  ],
  otherwise: null,
};

const mail: KnownTool = {
  names: 'mail mailx sendmail msmtp',
  entries: [],
  otherwise: ['mutates', 'sends mail'],
};

const keys: KnownTool = {
  names: 'ssh-keygen ssh-copy-id ssh-add',
  valued: '-f -F -t -N -C',
  entries: [
    ['reads', '-l|-F|-L|-y'],
    ['destroys', '-D', 'removes keys'],
  ],
  otherwise: ['mutates', 'changes keys or the hosts that are trusted'],
};

const gpg: KnownTool = {
  names: 'gpg gpg2',
  entries: [
    [
      'reads',
      '-k|-K|-d|--decrypt|--list-*|--verify|--fingerprint|--version|--show-keys|--export !-o|--output',
    ],
    ['destroys', '--delete-*', 'removes keys'],
  ],
  otherwise: ['mutates', 'changes keys or writes files'],
};

export const web: readonly KnownTool[] = [curl, wget, httpie, mail, keys, gpg];
