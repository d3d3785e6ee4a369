# Guests that count, inside the testbed (a line of eight hexadecimal figures on COM1, about two a second) and power off when the power button is pressed. Sourced.

# A boot sector, as that of tests/takeover.
make_sector() { # FILE
  printf '%b' "$(sed 's/../\\x&/g' <<<fa31c08ed88ec08ed0bc007cbafb03b080eebaf803b001ee4230c0eebafb03b003eeba0006b80001efba0206ef6631c9fb66416689cbbe080066c1c30488d8240f04303c3a72020427baf803ee4e75e9b00aeebf0400f4ba0006eda9000175054f75f3ebccba0406b80020efebf7)" >"$1"
  truncate -s 16M "$1"; printf '\125\252' | dd of="$1" bs=1 seek=510 conv=notrunc 2>/dev/null
}

# A program for UEFI, which the firmware loads as the kernel: makes the local APIC's timer 32 times slower, prints the number, sleeps until the next interrupt (hlt), looks at the power button
# (PM1 status and control at 600h), and so on. A PE header and 130 bytes of code.
make_efi_program() { # FILE
  base64 -d <<<H4sIAAAAAAACA/ONYiAbOABxgCsDQ0obI4r4AgY2Jm4mIIMJSVAAisG6oGwmLIYqIMS5iHQHGxlu1ytJrSiBWSIApZkwnJLAMMxB2q7fzBsa3qXt+sG8gfHd/0OGB96BhZiBFANb2g4GxrT3abuY2NLe725gfvCvm/ngA9ZOZrByrneGJ/8f7Dy9jwNozsHDLB03VPhZDGysiphY1EEK3v0/V/oCqOr3F7BRb9NWMjCWnEvbxQIyViHt/ZfXfxlGwSgYBaNgFIyCUTAKRgGdAQCE3DxJAAwAAA== | gzip -d >"$1"
}

# A small Linux, for what needs a network: the testbed's own kernel, a static busybox and the modules of the devices.
# It counts on its serial port in hexadecimal, two numbers a second; vl.a=eth0:10.0.0.2 gives an interface an address, vl.a=eth0:dhcp lets it ask for one; the power button powers it off.
make_initramfs() { # FILE
  local root release module path
  root=$(mktemp -d) release=$(uname -r)
  mkdir -p "$root/bin" "$root/modules"
  cp "$(command -v busybox)" "$root/bin/busybox"
  for module in virtio_pci virtio_net igbvf e1000e evdev button; do
    modprobe -S "$release" --show-depends "$module" 2>/dev/null | sed -n 's/^insmod \([^ ]*\).*/\1/p'
  done | awk '!seen[$0]++' | while read -r path; do
    module=$(basename "$path"); module=${module%%.ko*}
    case $path in *.xz) busybox xzcat "$path" ;; *.zst) zstd -dc "$path" ;; *) cat "$path" ;; esac >"$root/modules/$module.ko"
    echo "$module" >>"$root/modules/order"
  done
  cat >"$root/init" <<'INIT'
#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys /dev
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
/bin/busybox --install -s /bin
export PATH=/bin
for module in $(cat /modules/order); do insmod /modules/$module.ko; done 2>/dev/null
ip link set lo up
for word in $(cat /proc/cmdline); do
  case $word in
    vl.*=*:dhcp) nic=${word#*=}; ip link set ${nic%%:*} up; udhcpc -b -i ${nic%%:*} -t 60 -T 2 -s /dhcp >/dev/null 2>&1 & ;;
    vl.*=*:*) nic=${word#*=}; ip link set ${nic%%:*} up; ip addr add ${nic#*:}/24 dev ${nic%%:*} ;;
  esac
done
for event in /dev/input/event*; do (dd if=$event of=/dev/null bs=24 count=1 2>/dev/null; poweroff -f) & done
[ ! -e /dev/tpm0 ] || { echo; echo "tpm: $(cat /sys/class/tpm/tpm0/tpm_version_major)"; }
echo
n=0
while :; do n=$((n + 1)); printf '%08x\n' $n; sleep 0.5; done
INIT
  printf '#!/bin/busybox sh\n[ "$1" = bound ] && ip addr add $ip/$mask dev $interface\n' >"$root/dhcp"
  chmod 755 "$root/init" "$root/dhcp"
  (cd "$root" && find . | cpio --quiet -o -H newc) | gzip -1 >"$1"
  rm -rf "$root"
}
