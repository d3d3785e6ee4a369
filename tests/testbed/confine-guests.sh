#!/bin/bash
# Inside the testbed: starts each guest with libvirt, then with virshlite, and writes what was seen to libvirt.tsv and virshlite.tsv. The guests stay no longer.
cd "$(dirname "$0")" || exit 1
. ./guests.sh
make_guests
systemctl start libvirtd virtlogd 2>/dev/null
: >libvirt.tsv; : >virshlite.tsv
for n in $GUESTS; do
  files libvirt "$n" before >>libvirt.tsv
  virsh -q -c qemu:///system create "$D/$n.xml" --paused || echo "not started by libvirt: $n"
done
for n in $GUESTS; do
  p=$(cat "/run/libvirt/qemu/$n.pid") || continue
  collect "$n" "$p" >>libvirt.tsv; files libvirt "$n" during >>libvirt.tsv
done
for n in $GUESTS; do virsh -q -c qemu:///system destroy "$n"; done
sleep 2
for n in $GUESTS; do files libvirt "$n" after >>libvirt.tsv; done
systemctl stop libvirtd libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket 2>/dev/null
rm -f /var/lib/libvirt/qemu/nvram/*; rm -f "$I"/tb-*
make_guests
for n in $GUESTS; do
  files virshlite "$n" before >>virshlite.tsv
  ./virshlite start "$D/$n.xml" --paused || echo "not started by virshlite: $n"
done
for n in $GUESTS; do
  p=$(cat "/run/virshlite/$n.pid") || continue
  collect "$n" "$p" >>virshlite.tsv; files virshlite "$n" during >>virshlite.tsv
done
for n in $GUESTS; do ./virshlite destroy "$n" >/dev/null; done
sleep 2
for n in $GUESTS; do files virshlite "$n" after >>virshlite.tsv; done
