#!/bin/bash
# Checks of virshlite on a whole machine (systemd, AppArmor enforcing, KVM, VFIO), run inside the testbed. A line a check; ends with `N passed, N failed`.
cd "$(dirname "$0")" || exit 1
. ./guests.sh
make_guests
passed=0 failed=0
v() { ./virshlite "$@"; }
pid() { cat "/run/virshlite/$1.pid"; }
hmp() { v qemu-monitor-command "$1" --hmp "$2"; }

check() { # WORDS COMMAND...
  local words=$1 said
  shift
  if said=$("$@" 2>&1); then passed=$((passed + 1)); echo "passed  $words"
  else failed=$((failed + 1)); echo "FAILED  $words"; printf '%s\n' "$said" | tail -n 12 | sed 's/^/        /'; fi
}

holds() { # FILE PATTERN: the file's text has it
  tr '\0' '\n' <"$1" | grep -qE -- "$2" || { tr '\0' '\n' <"$1" | head -n 60; return 1; }
}

is() { [ "$1" = "$2" ] || { echo "'$1' is not '$2'"; return 1; }; }
nodes() { find "/proc/$(pid "$1")/root/dev" -xdev \( -type c -o -type b \) -printf '%P\n' | sort | tr '\n' ' '; }
scope() { cut -d: -f3- "/proc/$(pid "$1")/cgroup" | cut -d/ -f3; }
# what the command says comes out of QEMU itself, into the log
reads() { hmp "$1" "qemu-io $2 \"read 0 512\""; tail -n 3 "/var/log/virshlite/$1.log" | tee /dev/stderr | grep -q 'read 512/512'; }
since=$(date '+%Y-%m-%d %H:%M:%S')

check 'a plain guest starts' v start $D/plain.xml
check 'QEMU is libvirt-qemu' holds /proc/$(pid plain)/status '^Uid:.64055.64055'
check 'it has no capability to gain' holds /proc/$(pid plain)/status '^CapBnd:.0000000000000000'
check 'it is under its own profile, enforced' holds /proc/$(pid plain)/attr/current '^virshlite-.*\(enforce\)'
check 'its /dev is its own' is "$(nodes plain)" 'full kvm null ptmx random urandom userfaultfd zero '
check 'its scope opens the devices named alone' is "$(systemctl show -p DevicePolicy --value "$(scope plain)")" closed
check 'machinectl lists it' sh -c 'machinectl list | grep -q plain'
check 'dominfo tells of it' sh -c './virshlite dominfo plain | grep -q "^Devices: .*kvm"'

modprobe loop; truncate -s 4M /var/tmp/tb/loop.img; losetup /dev/loop0 /var/tmp/tb/loop.img
cat >$D/block.xml <<XML
<disk type='block' device='disk'><driver name='qemu' type='raw'/><source dev='/dev/loop0'/><target dev='vdb' bus='virtio'/></disk>
XML
qemu-img create -q -f raw $I/tb-hot.img 4M
cat >$D/hot.xml <<XML
<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='$I/tb-hot.img'/><target dev='vdc' bus='virtio'/></disk>
XML
sed -i "s#<controller type='usb'#<controller type='pci' index='0' model='pcie-root'/>$(for i in 1 2 3 4 5 6 7 8; do printf "<controller type='pci' index='%s' model='pcie-root-port'/>" $i; done)<controller type='usb'#" $D/plain.xml
v destroy plain >/dev/null
check 'a guest with free slots starts' v start $D/plain.xml
check 'a block device is plugged in under an enforced profile' v attach-device plain $D/block.xml --live
check 'its node is there' is "$(nodes plain)" 'full kvm loop0 null ptmx random urandom userfaultfd zero '
check "the host's node keeps its owner" is "$(stat -c %U /dev/loop0)" root
check 'QEMU reads it' reads plain "$(hmp plain 'info block -n' | sed -n 's/^\([^ :]*storage\): .*loop0.*/\1/p' | head -n 1)"
check 'an image is plugged in' v attach-device plain $D/hot.xml --live
check 'a file that nobody named is denied' sh -c "./virshlite qemu-monitor-command plain '{\"execute\":\"blockdev-add\",\"arguments\":{\"driver\":\"file\",\"node-name\":\"x\",\"filename\":\"/etc/shadow\"}}' | grep 'Permission denied'"
check 'the block device is unplugged' v detach-device plain $D/block.xml --live
check 'the guest is saved' v save plain /var/tmp/tb/plain.save
check 'it is restored' v restore /var/tmp/tb/plain.save
check 'and is under its profile again' holds /proc/$(pid plain)/attr/current '\(enforce\)'
check 'it ends' v destroy plain
check 'its profile is gone' sh -c '! aa-status | grep -q virshlite-'
check 'its scope is gone' sh -c '! systemctl list-units --all | grep "machine-.*plain"'
check 'its image is whose it was' is "$(stat -c %u:%g $I/tb-plain.img)" 1234:1234
check 'nothing is noted at it' sh -c "! getfattr -d -m trusted $I/tb-plain.img | grep libvirt"

sed -e "s#<name>plain#<name>crash#;s#<uuid>[^<]*</uuid>##;s#</features>#</features><on_crash>coredump-destroy</on_crash>#;s#<rng#<panic model='isa'/><rng#" $D/plain.xml >$D/crash.xml
check 'a guest that dumps when it crashes starts' v start $D/crash.xml
hmp crash 'o/1 0x505 1' >/dev/null
for _ in $(seq 60); do v list --name | grep -q crash || break; sleep 1; done
check 'its dump is there' sh -c 'f=$(ls /var/lib/virshlite/dump/*crash*); [ "$(stat -c %u:%a "$f")" = 0:600 ] && [ "$(stat -c %s "$f")" -gt 60000000 ]'

check 'a guest with firmware and TPM starts' v start $D/uefi.xml
check 'its TPM is tss' sh -c 'ps -o user= -p $(cat /run/virshlite/swtpm/*-uefi-swtpm.pid) | grep -q tss'
check 'it ends' v destroy uefi
check 'a guest with virtiofs and huge pages starts' v start $D/shared.xml
check 'it ends' v destroy shared
check 'guests with a shared backing file start' sh -c "./virshlite start $D/chain-a.xml && ./virshlite start $D/chain-b.xml"
check 'they end' sh -c './virshlite destroy chain-a && ./virshlite destroy chain-b'
check 'a guest with a card and a function of a card starts' v start $D/passed.xml
check 'it has its groups alone' sh -c "find /proc/$(pid passed)/root/dev/vfio -type c | wc -l | grep -qx 3"
check "the host's groups stay root's" sh -c '[ -z "$(find /dev/vfio -type c ! -user root)" ]'
check 'it ends' v destroy passed
check 'the card is back with its driver' sh -c 'ls /sys/bus/pci/drivers/e1000e | grep -q :'
# that a block device has zones is asked of sysfs: libvirt's profiles do not let it either
check 'nothing was denied that a guest needed' sh -c "[ -z \"\$(journalctl -k -o cat --since '$since' | grep 'apparmor=\"DENIED\"' | grep -v -e /etc/shadow -e monitor.sock -e /queue/)\" ] || { journalctl -k -o cat --since '$since' | grep DENIED | cut -c1-300; false; }"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
