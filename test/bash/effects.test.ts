// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell code
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFunctions, noFunctions } from '../../src/bash/calls/functions.ts';
import { destructions, findEffects, readonlyViolations } from '../../src/bash/effects/effects.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();

const readonly = [
  'cat <<"EOF"\n`rm y`\nEOF',
  'cat <<EOF\n\\`rm y\\`\nEOF',
  'echo "a\\`rm y\\`"',
  'echo "5 $ total"',
  '/bin/echo --apply',
  'juju models | grep openstack || true',
  'juju status --model openstack 2>/dev/null | head -20',
  'juju machines -m openstack --format=yaml 2>/dev/null',
  'juju config keystone region',
  'juju export-bundle -m openstack',
  'juju switch',
  'juju --help',
  'maas "$MAAS_PROFILE" machines read',
  "maas $MAAS_PROFILE subnets read | jq -r '.[].cidr'",
  "export MAAS_PROFILE=$(maas list 2>/dev/null | awk 'NR==1 {print $1}')",
  'maas admin subnet ip-addresses 3',
  'maas admin machine power-parameters "$ID"',
  'ip -br addr show dev virbr2',
  'ip a',
  'ip a s dev eth0',
  'ip r',
  'ip -4 route get 10.12.8.1',
  'ip link',
  'ip addr show dev "$BRIDGE"',
  'ip netns exec qrouter-1 ip a',
  'bridge link show',
  'brctl show',
  'nmcli -t -f NAME con show --active',
  'netplan get',
  'virsh list --all',
  'virsh -c qemu:///system dumpxml "$VM" | grep bridge',
  'virsh net-dumpxml default',
  'sudo virsh net-list',
  'openstack server list -f json',
  'openstack --os-cloud lab server show "$SERVER"',
  'openstack network agent list',
  'openstack server show delete',
  'ceph -s',
  'ceph osd tree',
  'kubectl get pods -A -o wide',
  'kubectl -n kube-system logs -f deploy/coredns',
  'kubectl apply -f x.yaml --dry-run=server',
  'kubectl exec -it pod -c app -- cat /etc/hosts',
  'helm list -A',
  'terraform plan',
  'docker ps -a',
  'docker compose -f x.yml ps',
  'docker exec -it db pg_isready',
  'git status --short',
  'git -C "$REPO" log -1 --format=%h',
  'git branch --show-current',
  'git remote -v',
  'git clean -n',
  'systemctl is-active maas-regiond || true',
  'systemctl --user status x',
  'journalctl -u juju-db --since -1h',
  'apt list --upgradable',
  'dpkg -l | grep juju',
  'rpm -qi bash',
  'crontab -l',
  'curl -sf https://maas.local/MAAS/ -o /dev/null',
  'curl -s -H "Authorization: x" https://x/y | jq .',
  'curl -sX GET https://x/y',
  'wget -qO- https://x/y',
  'dd if=/dev/sda of=/dev/null count=1',
  'tar -tzf backup.tgz',
  'tar tf backup.tar',
  'sed -n 1,20p file',
  "sed -e 's/a/b/' file",
  'find . -name "*.md" -newer x',
  'find . -name "*.md" -exec grep -l x {} +',
  'grep -rn --include "*.sh" x . | sort -k2 | uniq -c',
  'grep -- --apply scripts/x.sh',
  'grep -e --apply scripts/x.sh',
  'echo "run it with --apply, then rm the file"',
  'echo --force',
  'test -e /x && [ -n "$X" ] || [[ -d /y ]]',
  'kill -0 "$PID"',
  'kill -l',
  'rsync -an --delete a/ b/',
  'ls -la /var/lib/libvirt/images/openstack[0-3]-1.qcow2 2>/dev/null || echo none',
  'scripts/phase-00-maas-standup.sh',
  'bash scripts/phase-00-maas-standup.sh --plan',
  'sudo -n true',
  'sudo -l',
  'command -v juju maas jq',
  'export A=1 B; local x=2; declare -a c=(1 2); readonly D=3; unset A',
  'cd "$REPO"; umask 077; set -u; shopt -s nullglob; trap - INT',
  "trap 'echo bye' EXIT",
  "printf -v x '%s' y; read -r a b <<<'1 2'; mapfile -t lines < file",
  'source ~/novarc',
  '. scripts/lib.sh',
  'while read -r h; do ssh "$h" uptime </dev/null; done < hosts.txt',
  "ssh jumphost 'sudo virsh list --all' </dev/null",
  'ssh -o BatchMode=yes "$HOST" ip -br addr show',
  'ssh $SSH_OPTS "$HOST" uptime',
  'ssh "$HOST" "ip addr show dev $BRIDGE"',
  "ssh jumphost bash -s <<'EOF'\nip -br addr\nuptime\nEOF",
  'juju ssh -m openstack nova-compute/0 "sudo ovs-vsctl show" </dev/null',
  'juju exec --all -- uptime',
  "bash -c 'juju models'",
  "bash -euo pipefail -c 'juju models | head'",
  'timeout 30 juju status',
  'timeout -k 5 30 maas admin machines read',
  'env -u X LC_ALL=C sort file',
  'nohup juju status 2>&1 | cat',
  'time juju status',
  'watch -n 5 juju status',
  'xargs -r -n1 juju show-machine < ids',
  'flock /tmp/lock juju status',
  'x 2>&1 >/dev/null; y &>/dev/null; z >&2 2>&1',
  'echo >/dev/stderr; echo > /dev/tty; exec 3>&1; exec 3>&-',
  '(echo > /dev/tcp/"$HOST"/22) 2>/dev/null && echo open',
  'exec 3<>/dev/tcp/10.0.0.1/22',
  'diff <(juju status) <(cat before.txt)',
  'juju status | tee /dev/stderr | wc -l',
  "python3 -c 'import json,sys; print(len(json.load(sys.stdin)))'",
  'python3 - <<EOF\nimport json\nprint(open("x.json").read())\nEOF',
  "awk '$3 > 4 {print $1}' x",
  "psql -c 'select 1 from updates'",
  'f() { juju status; }; f',
  'destroy() { juju destroy-model openstack; }',
  'for i in 1 2 3; do echo "$i"; done; case "$x" in rm) echo rm;; esac',
  "cat <<'EOF'\nrm -rf /\nEOF",
  'npm ls; make -n install',
  'virsh domstate x; virsh vcpucount x',
  "kubectl get pods -l 'app in (a,b)'",
  'parted -l; sudo parted /dev/sda print',
  '# rm -rf /',
  'echo $((1 << 2)) "$(date +%F)"',
];

const mutating = [
  ['juju deploy ./bundle.yaml', 'juju deploy ./bundle.yaml'],
  ['juju config keystone region=x', 'changes configuration'],
  ['juju config keystone "region=$R"', 'changes configuration'],
  ['juju export-bundle --filename b.yaml', 'writes a file'],
  ['juju switch other', 'later commands'],
  ['juju run nova/0 pause', 'runs an action'],
  ['juju add-unit nova', 'changes the model'],
  ['juju frobnicate', 'not known to be read-only'],
  ['maas admin subnet update 3 gateway_ip=10.0.0.1', 'changes MAAS'],
  ['maas "$P" machine deploy "$ID"', 'deploys'],
  ['maas admin machines allocate', 'state of machines'],
  ['maas admin machine frobnicate x', 'not known to be read-only'],
  ['sudo ip addr del 10.12.8.1/22 dev virbr2', 'takes an address, a route or a link away'],
  ['ip a a 10.0.0.1/24 dev x', 'changes the network'],
  ['ip l set x up', 'changes the network'],
  ['ip link set dev "$B" down', 'changes the network'],
  ['ip route add default via 10.0.0.1', 'changes the network'],
  ['ip netns exec q ip link set x up', 'changes the network'],
  ['sudo netplan apply', 'changes the network'],
  ['nmcli con up x', 'changes the network'],
  ['brctl addif br0 x', 'changes the network'],
  ['virsh start vm1', 'state of a virtual machine'],
  ['virsh define x.xml', 'changes a virtual machine'],
  ['virsh net-start default', 'virtual network'],
  ['openstack server create x', 'changes the cloud'],
  ['openstack server reboot x', 'changes a server'],
  ['kubectl apply -f x.yaml', 'changes the cluster'],
  ['helm upgrade x y', 'changes the cluster'],
  ['terraform apply', 'configuration manages'],
  ['docker run x', 'runs a container'],
  ['docker exec db touch /x', 'changes files'],
  ['git push', 'changes the repository'],
  ['git commit -m x', 'changes the repository'],
  ['systemctl stop x', 'stops a service'],
  ['sudo apt-get install -y jq', 'packages'],
  ['curl -X POST https://x', 'asks a server to change'],
  ['curl -sXPUT https://x', 'asks a server to change'],
  ['curl -d a=b https://x', 'sends data'],
  ['curl -sSLo x.tgz https://x', 'writes a file'],
  ['curl -O https://x', 'writes a file'],
  ['wget https://x', 'writes a file'],
  ['mv a b', 'moves files'],
  ['cp a b', 'writes files'],
  ['mkdir -p x', 'creates or changes files'],
  ['touch x', 'creates or changes files'],
  ['chmod 600 x', 'who may use files'],
  ['sed -i s/a/b/ x', 'in place'],
  ['sed -ni.bak s/a/b/ x', 'in place'],
  ['sed --in-place s/a/b/ x', 'in place'],
  ['dd if=a of=b', 'writes a file'],
  ['tar xzf x.tgz', 'writes files'],
  ['juju status | tee out.txt', 'writes files'],
  ['kill 123', 'ends processes'],
  ['pkill -f x', 'ends processes'],
  ['bash scripts/x.sh --apply', '--apply'],
  ['scripts/x.sh --apply=yes', '--apply'],
  ['python3 tools/x.py --force', '--force'],
  ['ssh jumphost scripts/x.sh --apply', '--apply'],
  ['echo x > file', 'writes to file'],
  ['echo x >> "$LOG"', 'writes to "$LOG"'],
  ['juju status &> /tmp/status.txt', 'writes to /tmp/status.txt'],
  ['> file', 'writes to file'],
  ['{ echo a; echo b; } > file', 'writes to file'],
  ['for i in 1 2; do echo $i; done > file', 'writes to file'],
  ['f() { echo a; } > file; f', 'writes to file'],
  ['exec 3<>file', 'writes to file'],
  ['cmd >& file', 'writes to file'],
  ['python3 -c \'import os; os.system("x")\'', 'holds a program'],
  ["python3 - <<'EOF'\nopen('x', 'w').write('y')\nEOF", 'holds a program'],
  ['awk \'{print > "out"}\' x', 'holds a program'],
  ["psql -c 'update x set y=1'", 'holds a program'],
  ['f() { cp a b; }; f', 'is a function that runs `cp a b`'],
  ["alias x='cp a b'; x", 'is an alias that runs `cp a b`'],
  ['if true; then while :; do (cp a b) | cat; done; fi', 'writes files'],
  ['echo "$(cp a b)" `cp c d`', 'writes files'],
  ['cat <<EOF\n$(cp a b)\nEOF', 'writes files'],
  ['echo "${x/$(cp a b)/y}"', 'writes files'],
  ['cat <<EOF | xargs cp\na b\nEOF', 'writes files'],
  ['time { cp a b; }', 'writes files'],
  ['coproc X { cp a b; }', 'writes files'],
  ['cat x | while read -r f; do cp "$f" y; done', 'writes files'],
  ['<x cp >/dev/null a b', 'writes files'],
  ["trap 'cp a b' EXIT", 'writes files'],
  ['env -i A=b nice -n 5 timeout 3 stdbuf -oL cp a b', 'writes files'],
  ["bash -lc 'cd x && cp a b'", 'writes files'],
  ["su - ubuntu -c 'cp a b'", 'writes files'],
  ["sh <<< 'cp a b'", 'writes files'],
  ['bash <<EOF\n\\cp a b\nEOF', 'writes files'],
  ['bash <<EOF\n echo $X; cp a b\nEOF', 'writes files'],
  ['find . -name x -exec cp {} y \\;', 'writes files'],
  ['/bin/cp a b', 'writes files'],
  ["'cp' a b", 'writes files'],
  ['\\cp a b', 'writes files'],
  ['c"p" a b', 'writes files'],
  ["$'\\x63p' a b", 'writes files'],
  ['! cp a b', 'writes files'],
  ['X=1 cp a b &', 'writes files'],
  ['ssh $SSH_OPTS "$HOST" "cp $A $B"', 'writes files'],
  ['make install', 'what its rules say'],
] as const;

const destroying = [
  'cat <<-EOF\n\t`rm y`\n\tEOF',
  'echo `echo \\`rm y\\``',
  'echo "${x:-`rm y`}"',
  '[[ x =~ $(rm y) ]]',
  'a[$(rm y)]=1; for ((i=$(rm y);;)); do :; done',
  'r\\\nm y',
  'r""m y',
  'f() if true; then rm y; fi; f',
  'sudo -i <<EOF\nrm y\nEOF',
  'su - ubuntu <<EOF\nrm y\nEOF',
  "parallel 'rm {}' ::: a b",
  'taskset -c 1 rm y',
  'cat <<EOF && rm y\na\nEOF',
  'scripts/test --delete',
  'npm run x -- --delete',
  'juju destroy-model openstack --force --no-wait --destroy-storage --no-prompt',
  'juju destroy-model openstack --force',
  'juju remove-machine -m openstack --force "$ID"',
  'juju remove-application nova',
  'juju kill-controller x',
  'maas $P subnet delete 3',
  'maas "$MAAS_PROFILE" machine release "$ID"',
  'maas admin iprange delete "$R"',
  'virsh destroy vm1',
  'sudo virsh -c qemu:///system undefine vm1 --nvram',
  'virsh net-destroy default',
  'openstack server delete x',
  'openstack floating ip delete 10.0.0.1',
  'kubectl delete ns x',
  'kubectl -n x drain node1',
  'helm uninstall x',
  'terraform destroy -auto-approve',
  'docker rm -f x',
  'docker system prune',
  'git push --force',
  'git reset --hard origin/main',
  'git clean -fdx',
  'rm -rf "$DIR"',
  'sudo rm x',
  'shred x',
  'truncate -s 0 x',
  'mkfs.ext4 /dev/sda1',
  'wipefs -a /dev/sda',
  'dd if=/dev/zero of=/dev/sda',
  'echo x > /dev/sda',
  'reboot',
  'sudo systemctl reboot',
  'apt purge -y x',
  'curl -X DELETE https://x',
  'find . -name x -delete',
  'find . -exec sh -c \'rm "$1"\' _ {} \\;',
  'rsync -a --delete a/ b/',
  'ceph osd pool delete x x --yes-i-really-really-mean-it',
  'ip addr flush dev x',
  'iptables -F',
  "ssh jumphost 'sudo rm -rf /x' </dev/null",
  'ssh -t -o A=b ubuntu@h sudo reboot',
  'juju ssh nova/0 sudo rm -rf /x',
  'lxc exec c1 -- rm -rf /x',
  'bash -c \'ssh h "rm -rf /x"\'',
  'ls | xargs -I{} rm {}',
  "psql -h x -c 'DROP DATABASE y'",
  'python3 -c \'import shutil; shutil.rmtree("x")\'',
  'scripts/x.sh --delete',
  'for m in a b; do juju remove-machine "$m"; done',
  "ssh h <<'EOF'\nls\nsudo rm -rf /x\nEOF",
  "eval 'rm x'",
  'sgdisk -d 1 /dev/sda',
  'sudo parted -s /dev/sda mklabel gpt',
];

const opaque = [
  '$CMD x',
  '"$REPO/scripts/x.sh"',
  '$(echo rm) x',
  'sudo "$CMD" x',
  'r{m,} x',
  '/bin/r? x',
  'eval "$X"',
  "eval 'juju status'",
  'bash "$REPO/x.sh"',
  'source "$X"',
  'source <(kubectl completion bash)',
  'curl -s https://x | bash',
  'curl -s https://x | sudo bash -s -- y',
  'curl -s https://x | python3 -',
  'echo x | ssh h',
  'bash -c "$X"',
  'bash <<< "$X"',
  'ssh h "$X"',
  'ssh h "$X y"',
  'juju "$VERB" openstack',
  'maas "$P" machine "$VERB" x',
  'virsh $X',
  'systemctl "$V" x',
  'f() { $1; }; f rm',
  'trap "$X" EXIT',
  'if true; then echo',
];

describe('readonly blocks', () => {
  test.each(readonly)('%s', (code) => {
    expect(readonlyViolations(parser, code)).toEqual([]);
    expect(findEffects(parser, code)).toEqual([]);
  });
  test.each(mutating)('refused: %s', (code, why) => {
    const found = readonlyViolations(parser, code);
    expect(found.map((one) => `${one.command}: ${one.effect}: ${one.why}`).join('\n')).toContain(why);
    expect(found.every(({ effect }) => effect === 'mutates')).toBe(true);
    expect(destructions(parser, code)).toEqual([]);
  });
  test.each(destroying)('refused, and in auto blocks: %s', (code) => {
    expect(readonlyViolations(parser, code).map(({ effect }) => effect)).toContain('destroys');
    expect(destructions(parser, code)).not.toEqual([]);
  });
  test.each(opaque)('cannot be told: %s', (code) => {
    expect(readonlyViolations(parser, code).map(({ effect }) => effect)).toContain('opaque');
    expect(findEffects(parser, code)).toEqual([]);
  });
});

describe('what is found', () => {
  test('names the command on one line, its place and why', () => {
    const code = 'juju models\nsudo ip addr del \\\n  10.12.8.1/22 dev virbr2 # free it\n';
    expect(findEffects(parser, code)).toEqual([
      {
        command: 'sudo ip addr del 10.12.8.1/22 dev virbr2',
        effect: 'mutates',
        why: 'takes an address, a route or a link away: it changes the network of this host',
        line: 1,
        offset: 12,
        endOffset: 56,
      },
    ]);
  });

  test('names both what a command does and where it writes', () => {
    const whys = findEffects(parser, 'sudo rm -v a > log 2>&1').map(({ why }) => why);
    expect(whys).toEqual(['deletes files', 'writes to log']);
  });

  test('places a command of a heredoc on its own line', () => {
    const code = "ssh h bash -s <<'EOF'\nuptime\nsudo rm -rf /x\nEOF\n";
    expect(findEffects(parser, code)).toMatchObject([{ line: 2, command: 'sudo rm -rf /x' }]);
  });

  test('cuts what is long', () => {
    const [effect] = findEffects(parser, `rm ${'a '.repeat(200)}`);
    expect(effect?.command).toHaveLength(120);
    expect(effect?.command.endsWith('...')).toBe(true);
  });

  test('functions of earlier blocks are judged where they are called', () => {
    const known = addFunctions(parser, noFunctions, 'show() { juju status; }; wipe() { show; rm -rf "$1"; }');
    expect(readonlyViolations(parser, 'show', known)).toEqual([]);
    expect(destructions(parser, 'wipe /x', known)).toMatchObject([
      { command: 'wipe /x', why: 'is a function that runs `rm -rf "$1"`: deletes files' },
    ]);
    expect(findEffects(parser, 'ssh h wipe /x', known)).toEqual([]);
  });

  test('a function that is defined twice is judged by both bodies', () => {
    const known = addFunctions(parser, noFunctions, 'f() { rm x; }');
    expect(destructions(parser, 'f() { ls; }; f', known)).not.toEqual([]);
  });

  test('an alias is called one, and shows what it was defined as', () => {
    const known = addFunctions(parser, noFunctions, 'alias call="echo $TOK" wipe="rm x" save="date > $F"');
    const why = (code: string) => readonlyViolations(parser, code, known).map((found) => found.why);
    expect(why('call hello')).toEqual([
      'is an alias for `echo $TOK`, which is read as code with what stood in it when it was defined',
    ]);
    expect(why('wipe')).toEqual(['is an alias that runs `rm x`: deletes files']);
    expect(why('save')).toEqual(['is an alias that runs `date > $F`: writes to $F']);
    expect(why('tidy() { wipe; }; tidy')).toEqual(['is a function that runs `rm x`: deletes files']);
  });

  test('functions that call each other come to an end', () => {
    expect(readonlyViolations(parser, 'f() { g; }; g() { f; }; f')).toEqual([]);
  });

  test('code within code within code is not followed for ever', () => {
    let code = 'ls';
    for (let depth = 0; depth < 12; depth++) code = `eval ${JSON.stringify(code)}`;
    expect(readonlyViolations(parser, code).length).toBeGreaterThan(0);
  });

  test('each body is read once, however often it is called', () => {
    const chain = Array.from({ length: 200 }, (_, i) => `f${i}() { f${i + 1}; f${i + 1}; }`).join('\n');
    expect(destructions(parser, `${chain}\nf200() { rm x; }\nf0`)).toMatchObject([
      { command: 'f0', effect: 'destroys' },
    ]);
  });

  test('code that is nested too deeply is refused, not thrown over', () => {
    const code = `echo ${'$('.repeat(3000)}ls${')'.repeat(3000)}`;
    expect(readonlyViolations(parser, code)).toMatchObject([{ why: 'is nested too deeply to be followed' }]);
  });

  test('any text is survived, and every place lies within it', () => {
    const words = fc.constantFrom(
      'rm',
      '$X',
      '"',
      "'",
      '$(',
      ')',
      '`',
      '<<EOF',
      '\n',
      ';',
      '|',
      '>',
      '{',
      '}',
      '\\',
      'ssh',
      'if',
      'f()',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(words).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (code) => {
        for (const { offset, endOffset, line } of readonlyViolations(parser, code)) {
          expect(offset).toBeLessThanOrEqual(endOffset);
          expect(endOffset).toBeLessThanOrEqual(code.length);
          expect(line).toBeLessThanOrEqual(code.split('\n').length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
