#!/bin/bash
# takeover.sh [KILLS]: the proof of virshlite's takeover, inside the testbed. A line a failed check; ends with the figures.
cd "$(dirname "$0")" || exit 1
. ./linux-guest.sh
kills=${1:-4}
D=/var/tmp/tb-takeover I=/var/lib/libvirt/images L=/var/log/libvirt/qemu
mkdir -p $D $L
failures=0 checks=0
ok() { checks=$((checks + 1)); }
bad() { checks=$((checks + 1)); failures=$((failures + 1)); echo "FAILED  $*"; }
same() { [ "$2" = "$3" ] && ok || bad "$1: '$2', not '$3'"; }
expect() { local what=$1; shift; if "$@" >$D/said 2>&1; then ok; else bad "$what"; tail -n 6 $D/said | sed 's/^/        /'; fi; }
say() { echo "[$SECONDS s] $*"; }
now() { date +%s.%N; }
# emulated, on a machine that has other work, everything may take a hundred times as long
within() { local end=$((SECONDS + $1)); shift; until "$@" >/dev/null 2>&1; do [ $SECONDS -lt $end ] || return 1; sleep 3; done; }
install -m 755 virshlite /usr/bin/virshlite
sed 's,@BINDIR@,/usr/bin,' virshlite-guests.service >/etc/systemd/system/virshlite-guests.service
systemctl daemon-reload
v() { virshlite "$@"; }
virsh() { command virsh -q -c qemu:///system "$@"; }

# ---- the host as people have it
printf 'ON_SHUTDOWN=shutdown\nSHUTDOWN_TIMEOUT=120\nPARALLEL_SHUTDOWN=10\n' >/etc/default/libvirt-guests
systemctl enable -q libvirtd.service libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket virtlogd.socket libvirt-guests.service
systemctl start virtlogd.socket libvirtd.socket libvirt-guests.service
up() { within 600 virsh version; }
up || { echo "libvirtd did not come up"; exit 1; }
say "libvirt is up"
make_initramfs $I/takeover.initrd
make_efi_program $I/takeover.efi
cp /boot/vmlinuz-"$(uname -r)" $I/takeover.vmlinuz; chmod 644 $I/takeover.*
ip link add mv0 link lan0 type macvlan mode bridge; ip addr add 10.7.0.1/24 dev mv0; ip link set lan0 up; ip link set mv0 up
card=$(basename "$(readlink -f "$(dirname "$(ls -d /sys/bus/pci/drivers/e1000e/*/net | head -n 1)")")")
physical=$(basename "$(dirname "$(ls -d /sys/bus/pci/drivers/igb/*/sriov_numvfs | head -n 1)")")
[ "$(cat /sys/bus/pci/devices/$physical/sriov_numvfs)" != 0 ] || echo 2 >/sys/bus/pci/devices/$physical/sriov_numvfs
pf=$(ls /sys/bus/pci/devices/$physical/net | head -n 1)
ip addr add 10.8.0.1/24 dev "$pf"; ip link set "$pf" up
function=$(basename "$(readlink -f /sys/bus/pci/devices/$physical/virtfn0)")
address() { echo "<address type='pci' domain='0x${1%%:*}' bus='0x$(echo "$1" | cut -d: -f2)' slot='0x$(echo "$1" | cut -d: -f3 | cut -d. -f1)' function='0x${1##*.}'/>"; }

# ---- the guests
names=(function net plain chain card uefi)
guest() { # NAME MEMORY MACHINE OS DEVICES
  cat >$D/$1.xml <<XML
<domain type='kvm'><name>$1</name><memory unit='MiB'>$2</memory><vcpu>1</vcpu><os><type arch='x86_64' machine='$3'>hvm</type>$4</os><features><acpi/></features>
<devices><serial type='pty'><log file='$L/$1-serial.log'/></serial>$5<memballoon model='none'/></devices></domain>
XML
}
linux() { echo "<kernel>$I/takeover.vmlinuz</kernel><initrd>$I/takeover.initrd</initrd><cmdline>console=ttyS0 quiet panic=-1 $1</cmdline>"; }
disk() { echo "<disk type='file' device='disk'><driver name='qemu' type='$2'/><source file='$I/$1'/><target dev='$3' bus='$4'/></disk>"; }
for n in plain chain card; do make_sector $I/$n.img; done
qemu-img create -q -f qcow2 $I/uefi.qcow2 64M
qemu-img create -q -f qcow2 -b $I/chain.img -F raw $I/chain.1; qemu-img create -q -f qcow2 -b $I/chain.1 -F qcow2 $I/chain.2
guest plain 64 pc "<boot dev='hd'/>" "$(disk plain.img raw hda ide)"
guest uefi 128 q35 "<loader readonly='yes' type='pflash' secure='no'>/usr/share/OVMF/OVMF_CODE_4M.fd</loader><nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd'/><kernel>$I/takeover.efi</kernel>" \
  "$(disk uefi.qcow2 qcow2 vda virtio)<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>"
guest chain 64 q35 "<boot dev='hd'/>" "$(disk chain.2 qcow2 sda sata)<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel><graphics type='vnc'/><video><model type='vga'/></video>"
guest card 64 q35 "<boot dev='hd'/>" "$(disk card.img raw sda sata)<hostdev mode='subsystem' type='pci' managed='yes'><source>$(address "$card")</source></hostdev>"
guest function 192 q35 "$(linux vl.a=eth0:10.8.0.2)" \
  "<interface type='hostdev' managed='yes'><mac address='52:54:00:aa:00:01'/><source>$(address "$function")</source></interface>"
guest net 192 q35 "$(linux 'vl.a=eth0:dhcp vl.b=eth1:10.7.0.2')" \
  "<interface type='network'><mac address='52:54:00:aa:00:02'/><source network='default'/><model type='virtio'/></interface>
   <interface type='direct'><mac address='52:54:00:aa:00:03'/><source dev='lan0' mode='bridge'/><model type='virtio'/></interface>"
say "devices are there"
virsh net-start default >/dev/null 2>&1
virsh net-update default add ip-dhcp-host "<host mac='52:54:00:aa:00:02' ip='192.168.122.50'/>" --live --config >/dev/null
for n in "${names[@]}"; do
  virsh define $D/$n.xml >$D/said 2>&1 && virsh start $n >>$D/said 2>&1 && say "libvirt runs $n" || { bad "libvirt starts $n"; cat $D/said; }
done
virsh autostart plain >/dev/null
say "libvirt runs $(virsh list --name | xargs)"

serial() { tr -d '\r' <$L/$1-serial.log 2>/dev/null | grep -a -x '[0-9a-f]\{8\}'; }
lines() { serial "$1" | wc -l; }
# every number follows the one before: no reset, nothing lost
counts() { serial "$1" | { want=0; while read -r line; do want=$((want + 1)); [ $((16#$line)) = $want ] || { echo "$line, not $want"; exit 1; }; done; [ $want -gt 0 ]; }; }
more_than() { [ "$(lines "$1")" -gt "$2" ]; }
goes_on() { within 1200 more_than "$1" "$(lines "$1")"; }
all_go_on() { local n; for n in "${names[@]}"; do expect "$1: $n counts" goes_on $n; expect "$1: $n was never reset" counts $n; done; }
targets="192.168.122.50 10.7.0.2 10.8.0.2"
for n in "${names[@]}"; do expect "$n boots" goes_on $n; done
for a in $targets; do
  expect "$a answers" within 600 ping -n -c 1 -W 2 $a
  ping -n -D -i 0.2 $a >$D/ping-$a 2>/dev/null &
done
pingers=$(jobs -p)
say "all guests count, pings go"
# longest time between two answers from A to B, milliseconds, of all targets
gap() { # FROM TO
  local a; for a in $targets; do
    sed -n 's/^\[\([0-9.]*\)\].* bytes from .*/\1/p' $D/ping-$a | awk -v from="$1" -v to="$2" '$1 >= from && $1 <= to { if (last && $1 - last > most) most = $1 - last; last = $1 } END { printf "%d\n", most * 1000 }'
  done | sort -n | tail -n 1
}
losses() { local a; for a in $targets; do awk 'match($0, /icmp_seq=[0-9]+/) { n = substr($0, RSTART + 9, RLENGTH - 9) + 0; if (last && n > last + 1) lost += n - last - 1; last = n } END { print lost + 0 }' $D/ping-$a; done | awk '{ sum += $1 } END { print sum }'; }
pids() { local n; for n in "${names[@]}"; do cat /run/libvirt/qemu/$n.pid; echo; done; }
qemus=$(pids)
for n in "${names[@]}"; do virsh dumpxml $n >$D/$n.before.xml; done
started=$(now); sleep 10; usual=$(gap "$started" "$(now)")

# ---- there
expect "the plan alone" v takeover --all --dry-run
expect "libvirt still has its host" virsh version
start=$(now)
v takeover --all >$D/taken 2>&1; same "takeover --all" $? 0
end=$(now); sleep 1
took=$(awk "BEGIN { printf \"%d\", ($end - $start) * 1000 }") worst=$(gap "$start" "$(now)")
cat $D/taken
say "taken over in $took ms, longest time without an answer $worst ms (before: $usual ms)"
all_go_on "taken over"
same "list" "$(v -q list --name | sort | xargs)" "$(printf '%s\n' "${names[@]}" | sort | xargs)"
for unit in libvirtd.service libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket; do same $unit "$(systemctl is-enabled $unit)" masked; done
for n in "${names[@]}"; do
  v dumpxml $n >$D/$n.after.xml 2>$D/said
  diff -Bb <(sort $D/$n.before.xml) <(sort $D/$n.after.xml) >$D/said && ok || { bad "dumpxml $n differs"; cat $D/said; }
  v diff $n $L/$n.log >$D/said 2>&1 && ok || { bad "diff $n"; head -n 20 $D/said; }
  expect "dominfo $n" sh -c "virshlite dominfo $n | grep -q running"
  timeout 90 script -qec "virshlite console $n" $D/console >/dev/null 2>&1 </dev/null
  expect "console $n" grep -aq '^[0-9a-f]\{8\}' $D/console
done
expect "a guest is not started twice" sh -c '! virshlite start plain'
expect suspend v suspend plain; same suspended "$(v domstate plain | head -n 1)" paused; expect resume v resume plain
same "net-list" "$(v -q net-list --name | xargs)" default
same "a lease" "$(v -q net-dhcp-leases default | grep -c 192.168.122.50)" 1
all_go_on "used"

# ---- back
start=$(now)
v takeover --give-back >$D/back 2>&1; same "takeover --give-back" $? 0
back=$(awk "BEGIN { printf \"%d\", ($(now) - $start) * 1000 }") worst_back=$(gap "$start" "$(now)")
cat $D/back
expect "libvirtd is there" up
same "virsh list" "$(virsh list --name | sort | xargs)" "$(printf '%s\n' "${names[@]}" | sort | xargs)"
expect "virsh suspend" virsh suspend chain; expect "virsh resume" virsh resume chain
same "the processes are the same" "$(pids)" "$qemus"
same "virsh net-list" "$(virsh net-list --name | xargs)" default
say "given back in $back ms, longest time without an answer $worst_back ms"
all_go_on "given back"

# ---- killed
killed=0 finished=0 undone=0
if [ "$kills" -gt 0 ]; then
  calls=rename,mkdir,unlink,connect,kill,bind,vfork,clone3,fsync,flock,ftruncate
  strace -qq -o $D/trace -e trace=$calls virshlite takeover --all >$D/said 2>&1; same "takeover under strace" $? 0
  v takeover --give-back >$D/said 2>&1; up
  grep -o '^[a-z0-9]*' $D/trace | sort | uniq -c | awk '{ for (i = 1; i <= $1; i++) print $2, i }' >$D/places
  step=$((($(wc -l <$D/places) + kills - 1) / kills))
  while read -r call when; do
    strace -qq -o /dev/null -e trace=$call -e inject=$call:signal=SIGKILL:when=$when virshlite takeover --all >$D/said 2>&1 && say "not killed at $call $when" || killed=$((killed + 1))
    if [ $((killed % 2)) = 0 ]; then
      if v takeover --all >$D/again 2>&1; then finished=$((finished + 1)); else bad "killed at $call $when: the next run does not finish"; cat $D/again; fi
      same "killed at $call $when, finished: list" "$(v -q list --name | sort | xargs)" "$(printf '%s\n' "${names[@]}" | sort | xargs)"
    elif v takeover --give-back >$D/again 2>&1 || grep -q 'nothing was taken over' $D/again; then undone=$((undone + 1)); else bad "killed at $call $when: not undone"; cat $D/again; fi
    [ ! -e /var/lib/virshlite/takeover ] || v takeover --give-back >$D/again 2>&1 || { bad "killed at $call $when: not given back"; cat $D/again; }
    expect "killed at $call $when: libvirtd is there" up
    same "killed at $call $when: virsh list" "$(virsh list --name | sort | xargs)" "$(printf '%s\n' "${names[@]}" | sort | xargs)"
    same "killed at $call $when: the processes" "$(pids)" "$qemus"
    say "killed at $call $when"
  done < <(awk -v step="$step" -v half=$(((step + 1) / 2)) 'NR % step == half % step' $D/places)
  all_go_on "after $killed kills"
fi

# ---- ends
v takeover --all >$D/said 2>&1; same "takeover --all again" $? 0
all_go_on "taken over for good"
lost=$(losses)
# shellcheck disable=SC2086
kill $pingers 2>/dev/null
for n in "${names[@]}"; do expect "shutdown $n" v shutdown $n; done
none_runs() { [ -z "$(v -q list --name | xargs)" ]; }
within 900 none_runs
same "all guests ended by their power button" "$(v -q list --name | xargs)" ""
for n in "${names[@]}"; do
  [ -z "$(ls -d /run/libvirt/qemu/$n.xml /run/libvirt/qemu/$n.pid /var/lib/libvirt/qemu/domain-*-$n /run/libvirt/qemu/swtpm/*-$n-* 2>/dev/null)" ] && ok || bad "something of $n stays"
done
same "an image after its guest" "$(stat -c %U:%G $I/plain.img)" root:root
same "the card's driver" "$(basename "$(readlink /sys/bus/pci/devices/$card/driver)")" e1000e
[ -z "$(ls /sys/class/net | grep macvtap)" ] && ok || bad "a macvtap stays"
[ -z "$(aa-status | grep libvirt-........-)" ] && ok || bad "a profile stays"
say "all guests were shut down"
for n in "${names[@]}"; do rm -f $L/$n-serial.log; expect "start $n" v start $n; done
for n in "${names[@]}"; do expect "started by name: $n counts" goes_on $n; done
for n in uefi function net; do expect "destroy $n" v destroy $n; done
expect "no giving back while guests of ours run" sh -c '! virshlite takeover --give-back'
# the rest go down with the machine; their last words are looked for on the console
cat >/usr/local/bin/takeover-proof <<'SCRIPT'
#!/bin/sh
for n in plain chain card; do echo "takeover-proof: $n $(tail -n 1 /var/log/virshlite/$n.log)"; done >/dev/ttyS0
SCRIPT
chmod 755 /usr/local/bin/takeover-proof
cat >/etc/systemd/system/takeover-proof.service <<'UNIT'
[Unit]
Before=virshlite-guests.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/true
ExecStop=/usr/local/bin/takeover-proof
UNIT
systemctl daemon-reload; systemctl start takeover-proof
same "guests' service" "$(systemctl is-active virshlite-guests)" active
echo "takeover-proof: running: $(v -q list --name | grep -c .)" >/dev/ttyS0
echo "takeover: libvirt $(dpkg-query -W -f '${Version}' libvirt-daemon-system), ${#names[@]} guests, there in $took ms (longest time without an answer $worst ms, before it $usual ms), back in $back ms ($worst_back ms), lost pings in all $lost, killed at $killed places ($finished finished, $undone undone), checks: $((checks - failures)) of $checks"
[ $failures = 0 ]
