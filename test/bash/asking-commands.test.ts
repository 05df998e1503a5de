import { expect, test } from 'vitest';
import { findCommands } from '../../src/bash/calls/commands.ts';
import { findQuestion } from '../../src/bash/effects/asking-commands.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();
const asks = (code: string) =>
  findCommands(parser, code).flatMap((command) => findQuestion(command)?.why ?? []);

test.each([
  ['ssh -i key -o A=b ubuntu@host', 'opens a shell there'],
  ['juju ssh ubuntu/0', 'opens a shell there'],
  ['oc -n storage rsh "$POD"', 'opens a shell there'],
  ['oc rsh -c db deployment/web', 'opens a shell there'],
  ['docker exec -it web bash', 'opens a shell'],
  ['kubectl exec -n x -it pod -- /bin/sh', 'opens a shell'],
  ['sudo -i', 'opens a shell'],
  ['sudo su - postgres', 'opens a shell'],
  ['bash', 'opens a shell'],
  ['python3', 'waits for code'],
  ['mysql -u root -p', 'waits for statements'],
  ['sudo -u postgres psql -d app', 'waits for statements'],
  ['redis-cli -h r1', 'waits for commands'],
  ['kubectl -n x edit cm y', 'opens an editor'],
  ['sudo vim /etc/hosts', 'is an editor'],
  ['crontab -e', 'opens an editor'],
  ['sudo apt-get install x', 'asks before it goes on'],
  ['ssh h sudo apt upgrade', 'asks before it goes on'],
  ['juju destroy-model -m x openstack --force', 'asks before it goes on'],
  ['terraform apply -var a=b', 'asks before it goes on'],
  ['docker system prune -a', 'asks before it goes on'],
  ['gcloud compute instances delete x', 'asks before it goes on'],
  ['git commit', 'opens an editor'],
  ['rm -ri x', 'asks before it goes on'],
  ['ssh-keygen -t ed25519', 'asks where to put the key'],
  ['top', 'wants a terminal'],
  ['passwd ubuntu', 'asks for a password'],
])('%s %s', (code, why) => {
  expect(asks(code)).toEqual([why]);
});

test.each([
  'podman image prune --all --dry-run',
  'terraform destroy --help',
  'apt-get autoremove --help',
  'ssh host uptime',
  'ssh -fN -L 1:a:2 host',
  'ssh host < script.sh',
  "juju ssh ubuntu/0 'sudo reboot'",
  'oc -n storage rsh "$POD" ceph status',
  'docker exec web ls',
  'bash scripts/x.sh',
  'bash -c ls',
  'curl x | bash',
  'sudo su - postgres -c "psql -c x"',
  'python3 -m http.server; python3 x.py; python3 <<EOF\nx\nEOF',
  'mysql -e "select 1"; mysql < dump.sql; echo "select 1" | mysql',
  'psql -c "select 1"; psql -f x.sql',
  'redis-cli -h r1 ping',
  'kubectl get cm',
  'sudo apt-get install -y x; apt-get -qq install x; yes | apt install x; apt list; apt-get update',
  'juju destroy-model openstack --no-prompt; juju status',
  'terraform apply -auto-approve; terraform apply plan.out; terraform plan',
  'docker system prune -af; docker system df',
  'git commit -m x; git commit -am x; git commit --amend --no-edit; git add .',
  'rm -rf x; cp a b',
  "ssh-keygen -t ed25519 -N '' -f key; ssh-keygen -R host",
  'top -b -n 1',
  'crontab -l; passwd -S x; virsh list; tmux new-session -d',
])('%s asks nothing', (code) => {
  expect(asks(code)).toEqual([]);
});
