#!/bin/bash
# Inside machine 1 of the testbed: the guest as a resource of the cluster. Nothing here can cut the other machine's power, so there is no fencing: a real cluster needs it.
mkdir -p /etc/cluster-guests
ssh node2 mkdir -p /etc/cluster-guests
cp /var/tmp/virshlite-tests/tb-moving.xml /etc/cluster-guests/
scp -q /etc/cluster-guests/tb-moving.xml node2:/etc/cluster-guests/
crm configure property stonith-enabled=false no-quorum-policy=ignore
crm configure primitive tb-moving ocf:heartbeat:VirtualDomain \
  params config=/etc/cluster-guests/tb-moving.xml hypervisor=qemu:///system migration_transport=ssh \
  meta allow-migrate=true resource-stickiness=200 \
  op start timeout=600 op stop timeout=600 op monitor interval=20 timeout=300 op migrate_to timeout=600 op migrate_from timeout=600
crm configure location tb-moving-first tb-moving 10: node1
