import { describe, expect, test } from 'vitest';
import { baseName } from '../../src/bash/calls/base-name.ts';
import { findCommands } from '../../src/bash/calls/commands.ts';
import { judgeCommand } from '../../src/bash/effects/judge-command.ts';
import { findTool, knownTools } from '../../src/bash/effects/known-commands.ts';
import { findEntry } from '../../src/bash/effects/known-tool.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const parser = await loadBashParser();

/** Calls as they stand in runbooks, by what they do. Each entry of the table decides about at least one of them. */
const calls: Readonly<Record<'reads' | 'opaque' | 'mutates' | 'destroys', string>> = {
  reads: `
hash
enable -p
bind -p
compgen -c
fc -l
rg x
npm ls
cargo tree
npm audit
npm config get registry
go mod graph
pip --version
gradle --version
gradle tasks
mvn dependency:tree
chronyc sources
hwclock --show
hwclock
ntpdate -q pool
supervisorctl status
logrotate -d /etc/logrotate.conf
nginx -t
apachectl configtest
lvextend --test x
fsck -n /dev/sda1
tune2fs -l /dev/sda1
dmsetup ls
hdparm -I /dev/sda
smartctl -a /dev/sda
ipset list
ipset -L
iptables-save
nc -z h 22
socat -V
gsutil ls gs://x
gsutil acl get gs://x
salt --version
salt '*' test.ping
salt '*' service.status x
salt '*' state.apply test=True
salt-key -L
salt-run manage.up
puppet agent -t --noop
puppet config print
puppet cert list
puppet facts
chef-client --why-run
knife node list
knife status
knife search x
gdb --version
istioctl proxy-status
ansible-galaxy list
ansible-galaxy collection list
ansible-vault view x
ansible-pull --check
ansible-config dump
ansible-inventory --list
ctr --version
ctr images ls
ctr version
crictl ps
crictl
buildah images
skopeo inspect x
skopeo --version
kubeadm --help
minikube status
nodetool status
argocd app list
kops delete cluster --name prod.example.com
kops delete ig nodes --name prod.example.com
kops rolling-update cluster prod.example.com
linkerd --help
linkerd uninstall
linkerd --context=west multicluster uninstall
linkerd viz -n web stat deploy
aws iam simulate-principal-policy --policy-source-arn x
aws rds download-db-log-file-portion --db-instance-identifier x --log-file-name x
gcloud logging read 'severity=ERROR' --limit 20
gcloud auth application-default print-access-token
ceph-volume lvm list
dropdb --help
createdb --help
pg_ctl status
pg_ctlcluster 14 main status
pg_ctl --version
pg_restore -l x
pg_dump x
ldapmodify -n -f x
sysctl -a
psql -c 'select 1'
juju version
juju destroy-model --help
juju status --relations
juju clouds
juju actions nova-compute
juju show-unit nova/0
juju config keystone
juju export-bundle -m openstack
juju debug-log --replay
juju switch
juju
maas --help
maas admin machines read hostname=openstack0
maas admin machine query-power-state abc
maas admin machine get-curtin-config abc
maas admin machine power-parameters abc
maas admin node-results read
maas admin events query
maas list
maas status
maas
maas admin
maas admin machines
virsh --version
virsh domstate vm1
virsh domiflist vm1
virsh net-dumpxml default
virsh vol-list images
virsh nodeinfo
virsh vcpuinfo vm1
virsh -c qemu:///system list --all
qemu-img info x.qcow2
virt-xml vm1 --edit --memory 4096 --print-diff
ip
ip monitor
ip netns list
ip xfrm state
ip x state list
ip -br a
ip -4 addr show dev virbr2
ip route get 10.12.8.1
ip l ls
bridge fdb show
nmcli
nmcli dev
nmcli monitor
nmcli con show
nmcli -f NAME c s --active
nmcli dev wifi list
netplan get
netplan
brctl show
brctl
ovs-vsctl show
ovs-vsctl list-br
ovn-nbctl lr-route-list r
ovs-ofctl dump-flows br-int
ovn-nbctl lsp-get-addresses p
ovs-appctl coverage/show
ovs-vsctl
tc -s qdisc show dev eth0
tc qdisc
ifconfig
ifconfig eth0
route -n
arp -an
ethtool eth0
iptables -nvL
iptables -t nat -S
nft list ruleset
ufw status verbose
ufw app list
firewall-cmd --list-all
openstack --version
openstack server list --all-projects
openstack network agent list
openstack console log show vm1
openstack --os-cloud lab floating ip list
openstack token issue
openstack help server
ceph -s
ceph health detail
ceph osd tree
ceph osd pool ls detail
ceph osd crush tree
ceph osd crush rule ls
ceph mon stat
ceph orch host ls
ceph tell osd.0 version
ceph nfs export ls shares
ceph nfs cluster info shares
rbd snap ls pool/image
rbd mirror image status pool/image
rbd -p pool ls
radosgw-admin user list
kubectl get --help
kubectl delete pod x --dry-run=client
kubectl get pods
kubectl -n kube-system describe pod x
kubectl config get-contexts
kubectl rollout status deploy/x
kubectl auth can-i list pods
kubectl port-forward svc/x 8080
kubectl
helm upgrade x y --dry-run
helm status x
helm repo list
helm
terraform plan
terraform -chdir=infra output
terraform state list
terraform workspace list
terraform fmt -check
docker --version
docker ps
docker image prune --dry-run
docker logs -f x
docker compose logs
docker volume ls
docker config ls
docker
docker-compose ps
docker-compose
lxc --version
lxc list
lxc config show c1
lxc
aws --version
aws ec2 describe-instances --region eu-west-1
gcloud compute instances list
az vm show -g rg -n vm
aws help
ansible-playbook site.yml --check
ansible all --list-hosts
ansible all -m ping
vault status
vault kv get secret/x
vault kv metadata get secret/x
vault token lookup
git --version
git push --dry-run
git clean -nd
git log --oneline -5
git rev-parse --abbrev-ref HEAD
git merge-base main HEAD
git diff-tree HEAD
git stash list
git branch -a
git branch --show-current
git tag -l
git config user.name
git config --list
git remote -v
git branch
git
gh --version
gh api repos/o/r
gh pr list
rm --help
shred --version
truncate --help
mv --help
cp --version
mkdir --help
chmod --help
scp --help
vi --version
dd --version
dd if=/dev/sda of=/dev/null bs=1M count=1
tee
tee /dev/stderr
tee --help
tar -tzf x.tgz
tar tzf x.tgz
tar --version
gzip -dc x.gz
gzip --help
gzip
rsync -avn a/ b/
rsync -an --delete a/ b/
mkfs.ext4 --version
wipefs /dev/sda
sfdisk -l /dev/sda
sgdisk -p /dev/sda
gdisk -l /dev/sda
parted -l
parted -s /dev/sda print
parted /dev/sda unit s print
cryptsetup luksDump /dev/sda1
mdadm --detail /dev/md0
zpool status
zfs get all pool
btrfs filesystem show
nvme list
nvme discover -t tcp -a 10.0.0.1 -s 4420
losetup -a
losetup
swapon --show
swapon
blockdev --getsize64 /dev/sda
multipath -ll
mount
systemctl --version
systemctl status x
systemctl list-units --failed
systemctl
service x status
service --status-all
journalctl -u x -n 50
shutdown --help
kill -0 123
kill -s 0 123
apt-get -s upgrade
dnf upgrade --dry-run
dnf list installed
apt-get install --dry-run jq
apt-cache policy jq
apt policy jq
dpkg -l
rpm -qa
snap list
npm --version
npm ls
passwd -S root
chage -l root
sysctl -a
modprobe -n -v br_netfilter
timedatectl status
timedatectl
hostnamectl hostname
crontab -l
make -n install
curl -I https://x
curl -X HEAD https://x
curl -s https://x -o /dev/null -w '%{http_code}'
curl -G -d a=b https://x
curl -X POST localhost:9200/orders/_search -H 'Content-Type: application/json' -d '{"size":0}'
curl -XPOST "https://$HOST/orders/_count?pretty" -d @query.json
wget -qO- https://x
wget --spider https://x
http https://x
ssh-keygen -lf key.pub
gpg --list-keys
echo --apply --force
grep -e --delete x
sort -u x
date -u +%F
dmesg -T
ss -tlnp
fuser -v 80/tcp
hostname -f
crudini --get x.conf a b
history
sed -n 1,5p x
jq -r .a x
find . -name x
ipmitool --version
ipmitool -I lanplus -H bmc -U admin -P secret chassis status
ipmitool chassis power status
ipmitool chassis bootparam get 5
ipmitool power status
ipmitool mc info
ipmitool sdr
ipmitool sel elist
ipmitool lan print 1
ipmitool dcmi power reading
redfishtool --help
nova --help
nova show vm1
neutron net-list
cinder list
rabbitmqctl list_queues
rabbitmqadmin show overview
pcs status
pcs
crm resource status
etcdctl --endpoints https://e:2379 get /x --prefix
etcdctl member list
etcdctl endpoint health
etcdctl snapshot status backup.db -w table
redis-cli -h r info
redis-cli --scan
mysqladmin status
mongosh --version
consul members
nomad job status
tmux ls
tmux -V
screen -ls
tcpdump -ni eth0 -c 5 port 67
conntrack -L
arping -c 2 -I br0 10.0.0.1
openssl x509 -in a.pem -noout -dates
wg show
wg
fd '\\.md$' runbooks
perl -MJSON -ne 'print if /x/' f
mapfile -t hosts
git -c color.ui=never log
ip link sh dev eth0
tar -I zstd -tf x.tar.zst
awk '{ if ($1 > 3) print "big" }' f
awk '{ print | "sort -n" }' f
sed -n 's/ w / e /p' f
sed '/^we /d; s/[^/]*$/w/' f
`,
  opaque: `
hash -p /tmp/ls ls
enable -n test
enable test
bind -x '"a":ls'
complete -C x y
git -c "$C" log
git --exec-path=/x log
git ls-remote --upload-pack=x y
git ls-remote ext::x
nc -e sh h 1
socat TCP:h:1 EXEC:sh
psql -f x.sql
`,
  mutates: `
sudo -e /etc/hosts
npm audit fix
fc -s
rg --pre cat x
npm run x
npm test
cargo run
make
make test
mvn deploy
./gradlew build
chronyc makestep
hwclock -w
ntpdate x
supervisorctl stop x
supervisorctl start x
logrotate x
nginx -s reload
kexec -l x
setenforce 0
atrm 1
lvconvert x
vgcfgrestore x
partprobe
fsck /dev/sda1
tune2fs -O x /dev/sda1
dmsetup create x
hdparm -W0 /dev/sda
smartctl -t long /dev/sda
ipset add x y
iptables-save -f x
nc -l 80
socat a b
gsutil cp a b
aws s3 cp a b
aws ec2 reboot-instances x
salt '*' cmd.run x
salt-call state.apply
salt-key -a x
salt-run x
puppet apply x
chef-client
knife bootstrap x
ansible-galaxy install x
ansible-vault edit x
ansible-pull
ansible-config init
ctr images pull x
crictl exec x rm y
crictl pull x
buildah bud x
skopeo copy a b
flux reconcile x
mongorestore x
createdb x
pg_ctl stop
pg_ctl start
pg_restore x
pg_dump -f x y
psql -o x y
ldapmodify -f x
git log --output=x
tar -I sh -tf x
tar -tf x --use-compress-program=sh
gdb -ex x
sudoedit x
juju frobnicate
juju export-bundle --filename x.yaml
juju status -o x.txt
juju download ubuntu
juju config keystone --reset region
juju config keystone region=x
juju set-constraints mem=4G
juju switch other
juju run nova/0 pause
juju exec
juju ssh nova/0
juju scp x nova/0:
juju deploy ubuntu
juju bootstrap maas
juju add-machine
juju integrate a b
juju resolved nova/0
juju login
juju retry-provisioning 3
maas admin machine deploy abc
maas admin machines allocate
maas admin machine power-off abc
maas admin interface unlink-subnet abc 3 id=4
maas admin subnet update 3 gateway_ip=10.0.0.1
maas login admin http://x/MAAS
maas createadmin
maas admin subnet frobnicate 3
virsh start vm1
virsh attach-interface vm1 bridge br0
virsh net-start default
virsh vol-create-as images x 10G
virsh frobnicate
virt-install --name x
qemu-img check -r all x.qcow2
qemu-img create x.qcow2 10G
virt-xml vm1 --edit --memory 4096
ip -batch x
ip addr del 10.12.8.1/22 dev virbr2
ip a a 10.12.8.1/22 dev virbr2
ip link set virbr2 up
bridge vlan add vid 104 dev virbr1
nmcli con up x
netplan apply
brctl addbr x
ovs-vsctl add-br br0
ovs-vsctl show -- del-br br0
ifup eth0
tc qdisc add dev eth0 root netem
ifconfig eth0 up
route add default gw 10.0.0.1
arp -d 10.0.0.1
ethtool -K eth0 gro off
iptables -A INPUT -j DROP
iptables -w
nft add table inet x
ufw allow 22
openstack server create x
openstack server reboot x
openstack image save x
openstack server ssh x
ceph osd out 3
ceph nfs export apply shares -i export.json
aws iam attach-role-policy --role-name x
aws rds promote-read-replica --db-instance-identifier x
gcloud logging write audit hello
gcloud auth activate-service-account x
rbd create x
kubectl apply -f x
kops rolling-update cluster --yes
linkerd viz dashboard
kubectl run x --image y -- z --help
helm install x y
terraform apply
terraform init
docker run -v /:/x ubuntu rm --help
docker compose run x
docker pull x
docker config create x y
docker-compose run x
docker-compose up -d
lxc launch ubuntu: c1
aws ec2 run-instances
aws s3 cp a s3://b
gcloud container clusters get-credentials x
ansible-playbook site.yml
ansible all -m shell
vault kv put secret/x a=b
git log --output=x
git config --unset user.name
git config user.name x
git push
git branch new
gh api repos/o/r -f a=b
gh pr create
mv a b
cp a b
install -m 644 a b
mkdir x
zip x.zip a
chmod +x x
scp a h:
vi x
dd if=a of=b
tee x
sed -i s/a/b/ x
yq -i .a=1 x
find . -fprint x
tar -xzf x.tgz tools
gzip x
rsync -a a/ b/
pvcreate /dev/sda1
cryptsetup open /dev/sda1 x
mdadm --create /dev/md0
zfs create pool/x
nvme connect x
losetup -f x
swapon /dev/sda2
blockdev --setro /dev/sda
multipath -F
mount /dev/sda1 /mnt
umount /mnt
systemctl stop x
systemctl restart x
systemctl edit x
service x restart
shutdown -c
kill -10 123
pkill -f x
dnf install x
brew install -s x
apt-get install jq
dpkg -i x.deb
rpm -Uvh x.rpm
snap install x
npm ci
pip install x
useradd x
chage -M 90 x
sysctl -w a=b
sysctl net.ipv4.ip_forward=1
modprobe br_netfilter
timedatectl set-timezone UTC
crontab x
make install
curl -XPOST https://x
curl -XPOST https://x/_search/template -d '{}'
curl -X PUT localhost:9200/orders/_search -d '{}'
curl -X POST localhost:9200/orders/_search -o found.json
curl -X POST localhost:9200/orders/_search localhost:9200/orders/_close
curl -X "$METHOD" https://x
curl -d a=b https://x
curl -T x https://x
curl -o x https://x
curl -O https://x
wget --post-data a=b https://x
wget https://x
http POST https://x
http https://x a=b
mail -s x y
ssh-keygen -R h
gpg --import x
sort -o x x
date -s 12:00
dmesg -C
ss -K dst 10.0.0.1
fuser -k 80/tcp
hostname x
crudini --set x.conf a b c
history -c
ipmitool chassis bootdev pxe
ipmitool raw 0x00 0x02
wakeonlan 00:11:22:33:44:55
nova boot vm1
rabbitmqctl set_policy ha .
pcs resource disable vip
etcdctl put /x y
etcdctl snapshot save backup.db
redis-cli set a b
mysqladmin flush-hosts
mongosh --eval 'db.a.drop()'
consul kv put a b
tmux send-keys -t 0 'rm x' Enter
screen -X stuff x
tcpdump -i eth0 -w f.pcap
conntrack -I -s 10.0.0.1
arping -A -I br0 10.0.0.1
nmap -oN f 10.0.0.1
openssl genrsa -out key.pem 4096
wg set wg0 peer x
wg-quick up wg0
fd -e log -x gzip
perl -pi -e s/a/b/ f
ruby -i.bak -pe 1 f
perl -e 'print qx(date)'
python3 -c 'from subprocess import run; run(["x"])'
python3 -c '__import__("os").system("x")'
php -r 'system("x");'
expect -c 'spawn ssh h'
mapfile -C 'x' -c 1 a
git -c alias.x='!date' x
git -c core.sshCommand=x ls-remote
git grep -Oless x
ip link s eth0 up
tar -tf a --to-command=x
sed 's/a/b/w out' f
sed '1e date' f
sed -n 's/.*/date/e' f
awk '{ print > $1 }' f
awk 'BEGIN { "date" | getline d }'
awk '{ print | "sh" }' f
`,
  destroys: `
npm run x -- --delete
gradle clean
dmsetup remove x
hdparm --security-erase x /dev/sda
ipset destroy x
gsutil rm gs://x
gsutil rsync -d a b
salt-key -d x
puppet cert clean x
knife node delete x
ansible-galaxy remove x
ansible-galaxy role remove x
ctr images rm x
crictl rm x
buildah rm x
skopeo delete x
kubeadm reset
argocd app delete x
kops delete cluster --name prod.example.com --yes
kops delete ig nodes -y
kops delete secret admin
velero backup delete x
ceph-volume lvm zap x
cephadm rm-cluster
dropdb x
pg_restore -c x
ldapdelete x
consul operator raft remove-peer
juju destroy-model openstack --no-prompt
juju kill-controller x
juju remove-machine 3 --force
juju remove-unit nova/0
juju remove-storage x/0
juju unregister x
maas admin machine release abc
maas admin subnet delete 3
maas admin tag remove x
virsh destroy vm1
virsh undefine vm1
virsh net-undefine default
virsh vol-delete x images
virsh snapshot-delete vm1 x
ip route flush table 100
nmcli con delete x
ovs-vsctl del-br br0
iptables -F
nft flush ruleset
ufw reset
openstack volume delete x
ceph osd purge 3
ceph osd pool rm x x
ceph auth del client.x
rbd rm x
rbd snap purge x
kubectl delete pod x
kubectl drain n
kubectl replace --force -f x
helm uninstall x
terraform destroy
terraform apply -destroy
terraform state rm x
docker rm x
docker system prune
docker compose down
docker-compose down
lxc delete c1
lxc image delete x
aws ec2 terminate-instances
vault delete x
vault kv destroy x
git push -f
git reset --hard
git clean -fdx
git checkout -f
git checkout .
git restore x
git branch -D x
git stash drop
git worktree remove x
gh repo delete x
rm -rf x
shred x
truncate -s 0 x
dd if=/dev/zero of=/dev/sda
find . -delete
rsync -a --delete a/ b/
mkfs.ext4 /dev/sda1
mkfs.vfat -n LABEL /dev/sda1
wipefs -a /dev/sda
fdisk /dev/sda
sgdisk -Z /dev/sda
sgdisk --new=1 -p /dev/sda
gdisk /dev/sda
parted -s /dev/sda print mklabel gpt
parted /dev/sda
cryptsetup luksFormat /dev/sda1
mdadm --zero-superblock /dev/sda
zpool destroy x
btrfs subvolume delete x
nvme format /dev/nvme0
systemctl reboot
journalctl --vacuum-time=1d
reboot
dnf remove x
apt-get purge x
dpkg -P x
snap remove x
npm uninstall x
userdel x
crontab -r
make clean
curl -X DELETE https://x
wget --method=DELETE https://x
http DELETE https://x
ssh-add -D
gpg --delete-keys x
ipmitool -I lanplus -H bmc -U admin -P secret chassis power off
ipmitool power reset
ipmitool mc reset cold
ipmitool sel clear
nova delete vm1
neutron router-interface-delete a b
rabbitmqctl purge_queue x
pcs cluster destroy
pcs resource delete vip
etcdctl del /x
etcdctl member remove 1
redis-cli -n 1 FLUSHDB
mysqladmin drop x
consul kv delete a
tmux kill-server
conntrack -F
`,
};

const linesOf = (text: string) => text.trim().split('\n');

describe.each(Object.entries(calls))('%s', (effect, text) => {
  test.each(linesOf(text))('%s', (call) => {
    const [command] = findCommands(parser, call);
    expect(command && judgeCommand(command).effect).toBe(effect);
  });
});

describe('the table', () => {
  test('every entry decides about one of the calls', () => {
    const used = new Set(
      linesOf(Object.values(calls).join('\n')).map((call) => {
        const words = findCommands(parser, call)[0]?.words ?? [];
        const tool = findTool(baseName(words[0]) ?? '');
        return tool && findEntry(tool, words)?.entry;
      }),
    );
    const unused = knownTools.flatMap(({ names, entries }) =>
      entries.filter((entry) => !used.has(entry)).map((entry) => `${names}: ${entry[1]}`),
    );
    expect(unused).toEqual([]);
  });

  test('a name stands in it once', () => {
    const names = knownTools.flatMap((tool) => tool.names.split(' '));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('alternatives are all words or all options, and reasons follow the command', () => {
    for (const { names, entries, otherwise } of knownTools) {
      for (const [, pattern, why] of entries) {
        for (const token of pattern.split(' ')) {
          const options = token
            .replace(/^!/, '')
            .split('|')
            .map((word) => /^-./.test(word));
          expect(new Set(options).size, `${names}: ${pattern}`).toBe(1);
        }
        if (why !== undefined) expect(why).toMatch(/^[a-z].*[^.]$/);
      }
      if (otherwise !== null) expect(otherwise[1]).toMatch(/^[a-z].*[^.]$/);
    }
  });
});
