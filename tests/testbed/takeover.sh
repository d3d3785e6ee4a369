#!/bin/bash
# takeover.sh [KILLS [GUESTS [kills]]]: the proof of virshlite's takeover, inside the testbed. A line a failed check; the figures; the word `takeover-proof: result N`; and the machine is powered off.
# GUESTS (default all six) in the order in which libvirt starts them. One that libvirt does not start or that does not boot is a failed check, and the rest goes on without it. With `kills` only the takings-over that are killed, and the end.
cd "$(dirname "$0")" || exit 1
. ./linux-guest.sh
. ./slow-machine.sh
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
# (`touch $D/give-up` from outside ends the wait of the moment)
within() { local end=$((SECONDS + $1)); shift; until "$@" >/dev/null 2>&1; do [ $SECONDS -lt $end ] && ! rm $D/give-up 2>/dev/null || return 1; sleep 3; done; }
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
card=$(basename "$(readlink -f "$(dirname "$(ls -d /sys/bus/pci/drivers/e1000e/*/net | head -n 1)")")")
say "libvirt is up"
make_initramfs $I/takeover.initrd
make_efi_program $I/takeover.efi
cp /boot/vmlinuz-"$(uname -r)" $I/takeover.vmlinuz; chmod 644 $I/takeover.*
ip link add mv0 link lan0 type macvlan mode bridge; ip addr add 10.7.0.1/24 dev mv0; ip link set lan0 up; ip link set mv0 up
physical=$(basename "$(dirname "$(ls -d /sys/bus/pci/drivers/igb/*/sriov_numvfs | head -n 1)")")
[ "$(cat /sys/bus/pci/devices/$physical/sriov_numvfs)" != 0 ] || echo 2 >/sys/bus/pci/devices/$physical/sriov_numvfs
pf=$(ls /sys/bus/pci/devices/$physical/net | head -n 1)
ip addr add 10.8.0.1/24 dev "$pf"; ip link set "$pf" up
function=$(basename "$(readlink -f /sys/bus/pci/devices/$physical/virtfn0)")
address() { echo "<address type='pci' domain='0x${1%%:*}' bus='0x$(echo "$1" | cut -d: -f2)' slot='0x$(echo "$1" | cut -d: -f3 | cut -d. -f1)' function='0x${1##*.}'/>"; }

# ---- the guests
read -ra names <<<"${2:-plain chain card function net uefi}"
has() { [[ " ${names[*]} " == *" $1 "* ]]; }
give_up() { local n left=(); for n in "${names[@]}"; do [ "$n" = "$1" ] || left+=("$n"); done; names=("${left[@]}"); command virsh -q -c qemu:///system destroy "$1" >/dev/null 2>&1; }
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
  virsh define $D/$n.xml >$D/said 2>&1 && virsh start $n >>$D/said 2>&1 && say "libvirt runs $n" || { bad "libvirt starts $n"; cat $D/said; give_up $n; }
done
virsh autostart plain >/dev/null
say "libvirt runs $(virsh list --name | xargs)"

serial() { tr -d '\r' <$L/$1-serial.log 2>/dev/null | grep -a -x '[0-9a-f]\{8\}'; }
lines() { serial "$1" | wc -l; }
# every number follows the one before: no reset, nothing lost
counts() { serial "$1" | { want=0; while read -r line; do want=$((want + 1)); [ $((16#$line)) = $want ] || { echo "$line, not $want"; exit 1; }; done; [ $want -gt 0 ]; }; }
more_than() { [ "$(lines "$1")" -gt "$2" ]; }
goes_on() { within "${boot_limit:-1200}" more_than "$1" "$(lines "$1")"; }
all_go_on() { local n; for n in "${names[@]}"; do expect "$1: $n counts" goes_on $n; expect "$1: $n was never reset" counts $n; done; }
for n in "${names[@]}"; do goes_on $n && ok && say "$n counts" || { bad "$n boots"; give_up $n; }; done
targets=
! has function || targets="10.8.0.2"
! has net || targets="$targets 192.168.122.50 10.7.0.2"
for a in $targets; do
  expect "$a answers" within 600 ping -n -c 1 -W 2 $a
  ping -n -D -i 0.5 $a >$D/ping-$a 2>/dev/null &
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
# when each number came on a guest's serial port
look() { tail -n 0 -f $L/$1-serial.log | while read -r _; do echo "$EPOCHREALTIME"; done >$D/looks-$1; }
# longest time between two numbers from A to B, milliseconds, of all guests
silence() { local n; for n in "${names[@]}"; do awk -v from="$1" -v to="$2" '$1 >= from && $1 <= to { if (last && $1 - last > most) most = $1 - last; last = $1 } END { printf "%d\n", most * 1000 }' $D/looks-$n; done | sort -n | tail -n 1; }
pids() { local n; for n in "${names[@]}"; do cat /run/libvirt/qemu/$n.pid; echo; done; }
qemus=$(pids)
for n in "${names[@]}"; do virsh dumpxml $n >$D/$n.before.xml; done
for n in "${names[@]}"; do look $n & done
started=$(now); sleep 20; usual=$(gap "$started" "$(now)") usual_silence=$(silence "$started" "$(now)")

# ---- there
if [ "${3:-}" != kills ]; then
expect "the plan alone" v takeover --all --dry-run
expect "libvirt still has its host" virsh version
start=$(now)
v takeover --all >$D/taken 2>&1; same "takeover --all" $? 0
end=$(now); sleep 3
took=$(awk "BEGIN { printf \"%d\", ($end - $start) * 1000 }") worst=$(gap "$start" "$(now)") worst_silence=$(silence "$start" "$(now)")
cat $D/taken
say "taken over in $took ms, longest time without an answer $worst ms (before: $usual ms), without a number $worst_silence ms (before: $usual_silence ms)"
all_go_on "taken over"
same "list" "$(v -q list --name | sort | xargs)" "$(printf '%s\n' "${names[@]}" | sort | xargs)"
for unit in libvirtd.service libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket; do same $unit "$(systemctl is-enabled $unit)" masked; done
for n in "${names[@]}"; do
  v dumpxml $n >$D/$n.after.xml 2>$D/said
  diff -Bb <(sort $D/$n.before.xml) <(sort $D/$n.after.xml) >$D/said && ok || { bad "dumpxml $n differs"; cat $D/said; }
  v diff $n $L/$n.log >$D/said 2>&1 && ok || { bad "diff $n"; head -n 20 $D/said; }
  expect "dominfo $n" sh -c "virshlite dominfo $n | grep -q running"
  : >$D/console; script -qfec "virshlite console $n" $D/console >/dev/null 2>&1 < <(sleep 100) & looked=$!
  expect "console $n" within 90 grep -aq '^[0-9a-f]\{8\}' $D/console
  kill $looked 2>/dev/null
  say "looked at $n"
done
expect "a guest is not started twice" sh -c '! virshlite start plain'
expect suspend v suspend plain; same suspended "$(v domstate plain | head -n 1)" paused; expect resume v resume plain
same "net-list" "$(v -q net-list --name | xargs)" default
! has net || same "a lease" "$(v -q net-dhcp-leases default | grep -c 192.168.122.50)" 1
all_go_on "used"

# ---- back
start=$(now)
v takeover --give-back >$D/back 2>&1; same "takeover --give-back" $? 0
back=$(awk "BEGIN { printf \"%d\", ($(now) - $start) * 1000 }") worst_back=$(gap "$start" "$(now)") silence_back=$(silence "$start" "$(now)")
cat $D/back
expect "libvirtd is there" up
same "virsh list" "$(virsh list --name | sort | xargs)" "$(printf '%s\n' "${names[@]}" | sort | xargs)"
expect "virsh suspend" virsh suspend chain; expect "virsh resume" virsh resume chain
same "the processes are the same" "$(pids)" "$qemus"
same "virsh net-list" "$(virsh net-list --name | xargs)" default
say "given back in $back ms, longest time without an answer $worst_back ms, without a number $silence_back ms"
all_go_on "given back"
fi

# ---- killed: at steps all over it, every second time undone, else finished, and its giving back killed in the middle as well
killed=0 finished=0 undone=0
journal=/var/lib/virshlite/takeover
exec 9<> <(:)
# kills `takeover OPTION` once a condition holds
killed_when() { # OPTION CONDITION...
  local option=$1 tool; shift
  virshlite takeover "$option" >$D/half 2>&1 & tool=$!
  until "$@" || ! kill -0 $tool 2>/dev/null; do read -rt 0.05 -u 9 _; done
  kill -KILL $tool 2>/dev/null; wait $tool 2>/dev/null
  [ $? = 137 ] && killed=$((killed + 1)) || { echo "takeover $option was through before it could be killed"; cat $D/half; return 1; }
}
journal_has() { local n=0; { while read -r _; do n=$((n + 1)); done <$journal; } 2>/dev/null; [ $n -ge "$1" ]; }
guests_noted() { local line n=0; { while read -r line; do [[ $line != '["guest"'* ]] || n=$((n + 1)); done <$journal; } 2>/dev/null; [ $n -ge "$1" ]; }
let_go() { local n left=0; for n in "${names[@]}"; do [ -e /run/virshlite/$n.pid ] || left=$((left + 1)); done; [ $left -ge "$1" ]; }
where() { grep -o '^\["[a-z]*","[^]]*' $journal 2>/dev/null | tail -n 1 | tr -d '["' | tr , ' '; }
for ((i = 1; i < kills; i++)); do
  line=$((1 + (i - 1) * (${#names[@]} + 4) / (kills - 1)))
  killed_when --all journal_has $line || bad "not killed at line $line"
  at="line $(wc -l 2>/dev/null <$journal) ($(where))"
  if [ $((i % 2)) = 0 ]; then
    if v takeover --all >$D/again 2>&1; then finished=$((finished + 1)); else bad "killed at $at: the next run does not finish"; cat $D/again; fi
    same "killed at $at, finished: list" "$(v -q list --name | sort | xargs)" "$(printf '%s\n' "${names[@]}" | sort | xargs)"
    say "killed at $at, finished"
    killed_when --give-back let_go $((${#names[@]} / 2)) || bad "giving back was not killed"
    say "giving back killed; still ours: $(v -q list --name | xargs)"
    [ ! -e $journal ] || v takeover --give-back >$D/again 2>&1 || { bad "giving back, killed: does not finish"; cat $D/again; }
  else
    if v takeover --give-back >$D/again 2>&1; then undone=$((undone + 1)); else bad "killed at $at: not undone"; cat $D/again; fi
  fi
  expect "killed at $at: libvirtd is there" up
  same "killed at $at: virsh list" "$(virsh list --name | sort | xargs)" "$(printf '%s\n' "${names[@]}" | sort | xargs)"
  same "killed at $at: the processes" "$(pids)" "$qemus"
  say "killed at $at: libvirt has its guests"
done
[ "$kills" -lt 2 ] || all_go_on "after $killed kills"

# ---- ends
# once in the middle: when the journal names half of the guests
if [ "$kills" -gt 0 ]; then
  killed_when --all guests_noted $((${#names[@]} / 2)) && finished=$((finished + 1)) || bad "not killed in the middle"
  say "killed in the middle, at: $(where)"
fi
v takeover --all >$D/said 2>&1; same "takeover --all again" $? 0
cat $D/said
same "list" "$(v -q list --name | sort | xargs)" "$(printf '%s\n' "${names[@]}" | sort | xargs)"
same "the processes are the same" "$(pids)" "$qemus"
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
! has card || same "the card's driver" "$(basename "$(readlink /sys/bus/pci/devices/$card/driver)")" e1000e
[ -z "$(ls /sys/class/net | grep macvtap)" ] && ok || bad "a macvtap stays"
[ -z "$(aa-status | grep libvirt-........-)" ] && ok || bad "a profile stays"
say "all guests were shut down"
started_again=()
for n in "${names[@]}"; do [ ! -e $D/hurry ] || continue; rm -f $L/$n-serial.log; started_again+=($n); expect "start $n" v start $n; say "started $n"; done
for n in "${started_again[@]}"; do expect "started by name: $n counts" goes_on $n; say "$n counts"; done
for n in uefi function net; do [[ " ${started_again[*]} " != *" $n "* ]] || expect "destroy $n" v destroy $n; done
expect "no giving back while guests of ours run" sh -c '! virshlite takeover --give-back'
# the rest go down with the machine; their last words are looked for on the console
cat >/usr/local/bin/takeover-proof <<'SCRIPT'
#!/bin/sh
for n in plain chain card; do [ ! -e /var/log/virshlite/$n.log ] || echo "takeover-proof: $n $(tail -n 1 /var/log/virshlite/$n.log)"; done >/dev/ttyS0
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
echo "takeover: libvirt $(dpkg-query -W -f '${Version}' libvirt-daemon-system), ${#names[@]} guests, there in ${took:--} ms (longest time without an answer ${worst:--} ms, before it ${usual:--} ms; without a number ${worst_silence:--} ms, before it ${usual_silence:--} ms), back in ${back:--} ms (${worst_back:--} ms, ${silence_back:--} ms), lost pings in all $lost, killed at $killed places ($finished finished, $undone undone), checks: $((checks - failures)) of $checks"
echo "takeover-proof: result $((failures > 0))"
systemctl poweroff
