import type { KnownTool } from '../known-tool.ts';

const connection = '-h -p -U -d -W --host --port --username --dbname';

/** Programs that come with PostgreSQL. */
const postgres: readonly KnownTool[] = [
  {
    names: 'dropdb dropuser',
    entries: [['reads', '--help|-?|-V|--version']],
    otherwise: ['destroys', 'drops a database or a role'],
  },
  {
    names: 'createdb createuser initdb reindexdb vacuumdb clusterdb',
    entries: [['reads', '--help|-?|-V|--version']],
    otherwise: ['mutates', 'changes the database server'],
  },
  {
    names: 'pg_ctl pg_ctlcluster',
    valued: '-D -l -m -o -t -s',
    entries: [
      ['reads', 'status'],
      ['reads', '* * status'],
      ['reads', '--help|--version'],
      ['mutates', 'stop|kill', 'stops the database server'],
    ],
    otherwise: ['mutates', 'starts, stops or changes the database server'],
  },
  {
    names: 'pg_restore',
    valued: `${connection} -f --file -F -j -L -n -t -I -P -T`,
    entries: [
      ['reads', '-l|--list|--help|--version'],
      ['destroys', '-c|--clean', 'drops what it restores first'],
    ],
    otherwise: ['mutates', 'writes a database or a file'],
  },
  {
    names: 'pg_dump pg_dumpall mysqldump mariadb-dump',
    valued: `${connection} -f --file -F -j -n -t -T -r --result-file`,
    entries: [['mutates', '-f|--file|-r|--result-file|--tab', 'writes a file']],
    otherwise: null,
  },
  {
    names: 'psql',
    valued: `${connection} -c --command -f --file -v --set -o --output -L -P -F -R -T`,
    entries: [
      ['opaque', '-f|--file', 'runs the statements of a file'],
      ['mutates', '-o|--output|-L|--log-file', 'writes a file'],
    ],
    otherwise: null,
  },
];

const directories: readonly KnownTool[] = [
  {
    names: 'ldapdelete',
    entries: [],
    otherwise: ['destroys', 'deletes from the directory'],
  },
  {
    names: 'ldapmodify ldapadd ldappasswd ldapmodrdn',
    valued: '-H -D -w -y -f -b',
    entries: [['reads', '-n']],
    otherwise: ['mutates', 'changes the directory'],
  },
];

export const databases: readonly KnownTool[] = [...postgres, ...directories];
