#!/bin/bash
# Inside machine 1 of the testbed: see tests/testbed/migrate. Times are in ms: of the command, and what either program says of the downtime (domjobinfo --completed).
cd "$(dirname "$0")" || exit 1
. ./cluster-guest.sh
rounds=$1
make_guest
there() { ssh node2 "$@"; }
now() { date +%s%3N; }
field() { awk -F': *' -v name="$2" '$1 == name { print int($2) }' <<<"$1"; }

# round TOOL CLIENT DESTINATION: one move there; the guest ends there
round() {
  local begin end told
  $2 start "$G" >/dev/null || return 1
  sleep 5
  begin=$(now)
  $2 migrate --live "$G" "$3" >/dev/null || { $2 destroy "$G" >/dev/null; return 1; }
  end=$(now)
  told=$($2 domjobinfo "$G" --completed)
  [ "$(there "$2 domstate $G" | head -1)" = running ] || { echo "$1: it does not run there" >&2; return 1; }
  there "$2 destroy $G" >/dev/null
  printf '%-9s  downtime %5s  total %6s\n' "$1" "$(field "$told" 'Total downtime')" $((end - begin)) | tee -a figures
}

rm -f figures
cat >libvirtd-on.sh <<'EOF'
sed -i /^host_uuid/d /etc/libvirt/libvirtd.conf
echo "host_uuid = \"$(cat /proc/sys/kernel/random/uuid)\"" >>/etc/libvirt/libvirtd.conf
systemctl restart virtlogd libvirtd
EOF
bash libvirtd-on.sh
there bash -s <libvirtd-on.sh
libvirt='virsh -q -c qemu:///system'
$libvirt define "$D/$G.xml" >/dev/null || exit 1
for _ in $(seq "$rounds"); do round libvirt "$libvirt" qemu+ssh://node2/system; done
$libvirt undefine "$G" >/dev/null
for host in '' there; do $host systemctl stop libvirtd libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket 2>/dev/null; done
virshlite define "$D/$G.xml" >/dev/null || exit 1
for _ in $(seq "$rounds"); do round virshlite 'virshlite' node2; done
virshlite undefine "$G" >/dev/null

median() { awk -v tool="$1" -v word="$2" '$1 == tool { for (i = 2; i < NF; i++) if ($i == word) print $(i + 1) }' figures | sort -n | awk '{ v[NR] = $1 } END { print NR ? v[int((NR + 1) / 2)] : "-" }'; }
echo "median of $rounds: downtime libvirt $(median libvirt downtime) ms, virshlite $(median virshlite downtime) ms; total libvirt $(median libvirt total) ms, virshlite $(median virshlite total) ms"
[ "$(grep -c . figures)" = $((2 * rounds)) ]
