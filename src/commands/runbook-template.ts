/** A runbook to begin with: its document, and the scenarios that walk it. */
export interface RunbookTemplate {
  readonly document: string;
  readonly scenarios: string;
}

/** `name` is an identifier; `title` is one line of any text. */
export function runbookTemplate(name: string, title: string): RunbookTemplate {
  const id = isPlain(name) ? name : JSON.stringify(name);
  const names = { ID: id, NAME: name, TITLE: escapeMarkdown(title) };
  const fill = (text: string) =>
    text.replace(/\b(?:ID|NAME|TITLE)\b/g, (key) => names[key as keyof typeof names]);
  return { document: fill(document), scenarios: fill(scenarios) };
}

/** YAML takes some words, and what begins with a digit, for something else than a name. */
function isPlain(name: string): boolean {
  return /^[A-Za-z]/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name);
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>&#|~]/g, '\\$&');
}

const document = `---
runbook:
  id: ID
  target: web@example
  needs: [systemctl]
---

# TITLE

What this is for, when it is done, and what it leaves behind.

The commands are an example: put yours in their place. \`runbook lint\` says what is wrong while you write, and
\`runbook rehearse NAME\` walks the scenarios beside this file, where nothing is real.

## Before

\`\`\`bash readonly id=before expect="1 active line"
systemctl is-active web
\`\`\`

## Restart

> [!WARNING]
> The service answers nobody while it restarts.

\`\`\`bash gate="restart web" id=restart timeout=2m
systemctl restart web
\`\`\`

\`\`\`bash readonly id=after within=1m every=5s expect="1 active line"
systemctl is-active web
\`\`\`

## Acceptance

- [ ] The service answers as it did before.

## Rollback

\`\`\`bash gate id=start-again
systemctl start web
\`\`\`

\`\`\`bash readonly id=started expect="1 active line"
systemctl is-active web
\`\`\`
`;

const scenarios = `# How NAME has to go: runbook rehearse NAME
runbook: ID
stand-ins:
  systemctl: |
    case $1 in
      is-active) cat "$HOME/state" ;;
      restart) cp "$HOME/next" "$HOME/state" ;;
      start) echo active >"$HOME/state" ;;
    esac
scenarios:
  - name: it comes back
    setup: echo active | tee "$HOME/state" >"$HOME/next"
    answers:
      restart: restart web
      acceptance-1: y
    outcome: done
  - name: it does not, and is started again
    setup: echo active >"$HOME/state"; echo failed >"$HOME/next"
    answers:
      restart: restart web
      after: rollback
      start-again: y
    outcome: rolled-back
    steps: { after: unexpected, started: passed, acceptance-1: pending }
  - name: declined
    setup: echo active >"$HOME/state"
    answers:
      restart: n
    outcome: declined
    steps: { after: pending, acceptance-1: pending }
`;
