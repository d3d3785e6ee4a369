# A guest whose disk both machines of the testbed see: machine 1 serves it. Its boot sector writes half a MiB of memory over and over. Sourced.
D=/var/tmp/virshlite-tests
G=tb-moving

make_guest() {
  head -c 16M /dev/zero >"$D/$G.raw"
  # mov dx,1000h; l: mov es,dx; xor di,di; mov cx,8000h; mov ax,bx; rep stosw; add dx,1000h; cmp dx,9000h; jb l; inc bx; jmp back
  printf '\xba\x00\x10\x8e\xc2\x31\xff\xb9\x00\x80\x89\xd8\xf3\xab\x81\xc2\x00\x10\x81\xfa\x00\x90\x72\xeb\x43\xeb\xe5' | dd of="$D/$G.raw" conv=notrunc status=none
  printf '\x55\xaa' | dd of="$D/$G.raw" bs=1 seek=510 conv=notrunc status=none
  pgrep -f "qemu-nbd.*$G.raw" >/dev/null || qemu-nbd --fork --persistent --shared=8 --bind=10.9.0.1 --format=raw --export-name=disk "$D/$G.raw"
  cat >"$D/$G.xml" <<EOF
<domain type='kvm'>
  <name>$G</name>
  <uuid>5b0a1c1e-0000-4000-8000-00000000c105</uuid>
  <memory unit='MiB'>256</memory>
  <vcpu>1</vcpu>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <features><acpi/></features>
  <devices>
    <disk type='network' device='disk'>
      <driver name='qemu' type='raw' cache='none'/>
      <source protocol='nbd' name='disk'><host name='10.9.0.1' port='10809'/></source>
      <target dev='vda' bus='virtio'/>
    </disk>
    <controller type='usb' model='none'/>
    <memballoon model='none'/>
  </devices>
</domain>
EOF
}
