#!/bin/bash
# Inside a machine of the testbed: makes it node N of a cluster of two, with virshlite in virsh's place.
n=$1
ln -sf /var/tmp/virshlite-tests/virshlite /usr/local/bin/virshlite
[ -e /usr/bin/virsh.libvirt ] || mv /usr/bin/virsh /usr/bin/virsh.libvirt
ln -sf /usr/local/bin/virshlite /usr/bin/virsh
systemctl stop libvirtd libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket 2>/dev/null
. /var/tmp/virshlite-tests/cluster-guest.sh
[ "$n" != 1 ] || make_guest
mkdir -p /etc/corosync
cat >/etc/corosync/corosync.conf <<'EOF'
totem {
  version: 2
  cluster_name: testbed
  transport: udpu
  # the machines are emulated: slow
  token: 30000
}
nodelist {
  node {
    ring0_addr: 10.9.0.1
    name: node1
    nodeid: 1
  }
  node {
    ring0_addr: 10.9.0.2
    name: node2
    nodeid: 2
  }
}
quorum {
  provider: corosync_votequorum
  two_node: 1
  wait_for_all: 0
}
logging {
  to_syslog: yes
}
EOF
systemctl start corosync pacemaker
