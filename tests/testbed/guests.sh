# The guests of compare-confinement, inside the testbed: files and XML in /var/tmp/tb, images where libvirt keeps them. Sourced.
D=/var/tmp/tb
I=/var/lib/libvirt/images
GUESTS=${GUESTS:-plain uefi chain-a chain-b shared passed}

domain() { # NAME MEMORY OS EXTRA DEVICES
  cat >"$D/$1.xml" <<XML
<domain type='kvm'><name>$1</name><uuid>$(printf '00000000-0000-4000-8000-%012x' "$(printf '%s' "$1" | cksum | cut -d' ' -f1)")</uuid>
<memory unit='MiB'>64</memory>$2<vcpu>1</vcpu><os><type arch='x86_64' machine='q35'>hvm</type>$3</os><features><acpi/></features>
<devices><emulator>/usr/bin/qemu-system-x86_64</emulator>$4<controller type='usb' model='none'/><memballoon model='none'/></devices></domain>
XML
}

disk() { # FILE FORMAT TARGET [MORE]
  echo "<disk type='file' device='disk'><driver name='qemu' type='$2'/><source file='$I/$1'/>$4<target dev='$3' bus='virtio'/></disk>"
}

make_guests() {
  mkdir -p "$D" /var/tmp/tb-share
  qemu-img create -q -f raw "$I/tb-plain.img" 4M
  qemu-img create -q -f raw "$I/tb-uefi.img" 4M
  qemu-img create -q -f qcow2 "$I/tb-base.qcow2" 4M
  for n in a b; do qemu-img create -q -f qcow2 -b "$I/tb-base.qcow2" -F qcow2 "$I/tb-chain-$n.qcow2"; done
  chown 1234:1234 "$I/tb-plain.img" "$I/tb-chain-a.qcow2"
  echo 64 >/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages
  below="<backingStore type='file'><format type='qcow2'/><source file='$I/tb-base.qcow2'/><backingStore/></backingStore>"
  domain plain "" "" "$(disk tb-plain.img raw vda)<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng><serial type='pty'/>"
  domain uefi "" "<loader readonly='yes' type='pflash' secure='no'>/usr/share/OVMF/OVMF_CODE_4M.fd</loader><nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd'/>" \
    "$(disk tb-uefi.img raw vda)<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>"
  for n in a b; do domain chain-$n "" "" "$(disk tb-chain-$n.qcow2 qcow2 vda "$below")"; done
  domain shared "<memoryBacking><hugepages/><access mode='shared'/></memoryBacking>" "" \
    "<filesystem type='mount'><driver type='virtiofs'/><source dir='/var/tmp/tb-share'/><target dir='share'/></filesystem>"
  card=$(basename "$(readlink -f "$(dirname "$(grep -l e1000e /sys/bus/pci/drivers/e1000e/*/uevent 2>/dev/null | head -n 1)")")")
  physical=$(basename "$(dirname "$(ls -d /sys/bus/pci/drivers/igb/*/sriov_numvfs | head -n 1)")")
  [ "$(cat /sys/bus/pci/devices/$physical/sriov_numvfs)" != 0 ] || echo 2 >"/sys/bus/pci/devices/$physical/sriov_numvfs"
  ip link set "$(ls /sys/bus/pci/devices/$physical/net)" up
  function=$(basename "$(readlink -f /sys/bus/pci/devices/$physical/virtfn0)")
  address() { echo "<address type='pci' domain='0x${1%%:*}' bus='0x$(echo "$1" | cut -d: -f2)' slot='0x$(echo "$1" | cut -d: -f3 | cut -d. -f1)' function='0x${1##*.}'/>"; }
  domain passed "" "" "<hostdev mode='subsystem' type='pci' managed='yes'><source>$(address "$card")</source></hostdev>
    <interface type='hostdev' managed='yes'><mac address='52:54:00:aa:00:01'/><source>$(address "$function")</source></interface>"
}

# Files of a guest's by what they are to it: ROLE PATH, those that the program at hand has for it.
files_of() { # PROGRAM NAME
  local lib run log
  case $1 in
    libvirt) lib=/var/lib/libvirt/qemu; run=/run/libvirt/qemu; log=/var/log/libvirt/qemu ;;
    *) lib=/var/lib/virshlite; run=/run/virshlite; log=/var/log/virshlite ;;
  esac
  echo "image $(case $2 in plain) echo $I/tb-plain.img ;; uefi) echo $I/tb-uefi.img ;; chain-a) echo $I/tb-chain-a.qcow2 ;; chain-b) echo $I/tb-chain-b.qcow2 ;; *) echo /none ;; esac)"
  case $2 in chain-*) echo "backing $I/tb-base.qcow2" ;; esac
  echo "directory $(ls -d $lib/domain-*-"$2" 2>/dev/null | head -n 1)"
  echo "monitor $(ls -d $lib/domain-*-"$2"/monitor.sock 2>/dev/null | head -n 1)"
  echo "key $(ls -d $lib/domain-*-"$2"/master-key.aes 2>/dev/null | head -n 1)"
  echo "log $log/$2.log"
  echo "nvram $(ls $lib/nvram/"$2"_VARS.fd 2>/dev/null)"
  echo "tpm-socket $(ls $run/swtpm/*-"$2"-swtpm.sock 2>/dev/null)"
  echo "share-socket $(ls $lib/domain-*-"$2"/fs0-fs.sock 2>/dev/null)"
}

# PHASE (before, during, after), then a line a file: ROLE OWNER MODE ATTRIBUTES
files() { # PROGRAM NAME PHASE
  files_of "$1" "$2" | while read -r role path; do
    [ -n "$path" ] && [ -e "$path" ] || continue
    [ "$3" = during ] || case $role in image|backing) ;; *) continue ;; esac
    attributes=$(getfattr --absolute-names -d -m trusted.libvirt "$path" 2>/dev/null | grep = | sed 's/timestamp_dac=.*/timestamp/' | tr '\n' ' ')
    printf '%s\tfile %s %s owner\t%s\n' "$2" "$role" "$3" "$(stat -c %u:%g "$path")"
    printf '%s\tfile %s %s mode\t%s\n' "$2" "$role" "$3" "$(stat -c %a "$path")"
    case $role in image|backing) printf '%s\tfile %s %s attributes\t%s\n' "$2" "$role" "$3" "${attributes:-none}" ;; esac
  done
}

# Whether somebody in QEMU's group of control may open a device that is none of the guest's.
filter() { # PID
  local group=/sys/fs/cgroup$(cut -d: -f3- "/proc/$1/cgroup") device
  for device in /dev/loop-control /dev/mem /dev/tty0 /dev/nvme0n1 /dev/net/tun; do
    [ -e "$device" ] || continue
    sh -c 'g=$1; until echo $$ 2>/dev/null >"$g/cgroup.procs" || [ "$g" = /sys/fs/cgroup ]; do g=${g%/*}; done; exec 3<"$2"' sh "$group" "$device" 2>/dev/null \
      && printf '%s ' "$device"
  done
}

# What a process is fenced in by: NAME ASPECT VALUE, tabs between.
collect() { # NAME PID
  local name=$1 p=/proc/$2 key group
  say() { printf '%s\t%s\t%s\n' "$name" "$1" "$2"; }
  for key in Uid Gid Groups CapInh CapPrm CapEff CapBnd CapAmb NoNewPrivs Seccomp Umask; do say "$key" "$(sed -n "s/^$key:[[:space:]]*//p" $p/status | tr '\t' ' ' | sed 's/ *$//')"; done
  say profile "$(tr -d '\0' <$p/attr/current)"
  say nodes "$(find $p/root/dev -xdev \( -type c -o -type b \) -printf '%P\n' | sort | tr '\n' ' ')"
  say node-owners "$(find $p/root/dev -xdev \( -type c -o -type b \) -printf '%P=%U:%G:%m\n' | sort | tr '\n' ' ')"
  say cgroup "$(cut -d: -f3- $p/cgroup)"
  group=/sys/fs/cgroup/$(cut -d: -f3- $p/cgroup | cut -d/ -f2-3)
  for key in cpu.weight memory.max memory.high pids.max io.weight; do say "group $key" "$(cat "$group/$key" 2>/dev/null)"; done
  say filter "$(filter "$2")"
  awk -v n="$name" 'NR > 1 { what = substr($0, 1, 25); sub(/ *$/, "", what); split(substr($0, 27), v, / +/); print n "\tlimit " what " soft\t" v[1]; print n "\tlimit " what " hard\t" v[2] }' $p/limits
  say environment "$(tr '\0' '\n' <$p/environ | cut -d= -f1 | sort | tr '\n' ' ')"
  say directory "$(readlink $p/cwd)"
  say oom "$(cat $p/oom_score_adj)"
  say nice "$(awk '{ print $19 }' $p/stat)"
  say cpus "$(sed -n 's/^Cpus_allowed_list:\t//p' $p/status)"
  say terminal "$(awk '{ print $7 }' $p/stat)"
  say input "$(readlink $p/fd/0)"
}
