# shellcheck shell=bash
# What the scripts beside this one share: a host of their own (namespaces: private /run, /var/lib, /var/log, /etc/libvirt, network), the unmodified client
# out of its Debian package, VirshLite on the PATH as virsh, and checks that are counted. A script sources this file first and ends with `finish`.
#
# Environment: VIRSHLITE (the program; default: the native build of ./virshlite), CLIENTS_CACHE (where packages are kept), CLIENTS_LOG (all that was said).
set -uo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
checkout=$(readlink -f "$here/../..")
script=$(basename "$0")

# skip WHY: none of the checks can be made here
skip() { echo "$script: skipped: $*"; exit 77; }

# package [?]NAME...: unpacks Debian packages below $unpacked without installing them; one with a question mark may be missing
package() {
  local name deb optional
  mkdir -p "$cache"
  for name in "$@"; do
    optional=${name:0:1} name=${name#\?}
    [ "$optional" != '?' ] || apt-cache policy "$name" 2>/dev/null | grep -q 'Candidate: [0-9]' || continue
    deb=$(find "$cache" -maxdepth 1 -name "${name}_*.deb" -print -quit)
    if [ -z "$deb" ]; then
      (cd "$cache" && apt-get download -qq "$name" >/dev/null 2>"$work/apt.err") || skip "the package $name cannot be fetched: $(tail -n 1 "$work/apt.err")"
      deb=$(find "$cache" -maxdepth 1 -name "${name}_*.deb" -print -quit)
    fi
    dpkg-deb -x "$deb" "$unpacked" || skip "the package $name cannot be unpacked"
  done
}

# the outer call: everything that needs the machine's network, then the script again inside
if [ "${CLIENTS_INSIDE:-}" != "$script" ]; then
  [ "$(id -u)" = 0 ] || skip "needs root: mount and network namespaces"
  command -v dpkg-deb >/dev/null && command -v apt-get >/dev/null || skip "needs Debian's packages"
  command -v qemu-system-x86_64 >/dev/null || skip "needs qemu-system-x86"
  if [ -z "${VIRSHLITE:-}" ]; then
    "$checkout/virshlite" version >/dev/null || exit 1
    VIRSHLITE=$checkout/.build/run/virshlite
  fi
  work=$(mktemp -d "${TMPDIR:-/tmp}/vl-clients.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  cache=${CLIENTS_CACHE:-$work/debs} unpacked=$work/unpacked
  mkdir -p "$work"/{run,lib,log,bin,unpacked,images}
  chmod 755 "$work" "$work/images"
  # shellcheck disable=SC2154
  package "${packages[@]}"
  export VIRSHLITE CLIENTS_LOG="${CLIENTS_LOG:-$work/log.txt}" work CLIENTS_INSIDE="$script"
  unshare --mount --net --pid --fork --kill-child --propagation private "$0" "$@" || { code=$?; [ $code -gt 99 ] && tail -n 60 "$CLIENTS_LOG"; exit $code; }
  exit
fi

# ---- inside: process 1 of the namespaces; everything ends with it
unpacked=$work/unpacked
mount -t proc proc /proc
mount --bind "$work/run" /run; mount --bind "$work/lib" /var/lib; mount --bind "$work/log" /var/log
mkdir -p /run/lock /run/virshlite
cp -a /etc "$work/etc"; rm -rf "$work/etc/libvirt" "$work/etc/virshlite"; mkdir "$work/etc/libvirt"; mount --bind "$work/etc" /etc
mount -t sysfs sysfs /sys 2>/dev/null
ip link set lo up
getent passwd libvirt-qemu qemu virshlite >/dev/null \
  || { echo 'virshlite:x:64999:64999::/nonexistent:/usr/sbin/nologin' >>/etc/passwd; echo 'virshlite:x:64999:' >>/etc/group; }
# root's home, with its keys and histories, is the world's own
mkdir -m 700 "$work/home"
sed -i "s#^root:\\([^:]*\\):0:0:\\([^:]*\\):[^:]*:#root:\\1:0:0:\\2:$work/home:#" /etc/passwd
mount --bind "$work/bin" /usr/local/bin
export PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=$work/home LC_ALL=C.UTF-8
unset LANG LANGUAGE
# a link of that name; a build that needs the runtime does not see under which name it is called
ln -s "$VIRSHLITE" "$work/bin/virsh"
if [ "$(virsh --version 2>/dev/null)" != 11.3.0 ]; then
  rm "$work/bin/virsh"
  printf '#!/bin/sh\nexec %s --as-virsh-cli "$@"\n' "$VIRSHLITE" >"$work/bin/virsh"
  chmod 755 "$work/bin/virsh"
fi

passed=0 failed=0
pass() { passed=$((passed + 1)); echo "ok      $*"; }
fail() { failed=$((failed + 1)); echo "FAILED  $*"; }
# expect WHAT CODE COMMAND...: the command ends with that code; what it said is in $said
expect() {
  local what=$1 code=$2 got
  shift 2
  said=$("$@" 2>&1 </dev/null); got=$?
  printf '%s\n$ %s\n%s\n(%s)\n\n' "--- $what" "$*" "$said" "$got" >>"$CLIENTS_LOG"
  if [ "$got" = "$code" ]; then pass "$what"; else fail "$what: exit code $got, not $code: $(tail -n 3 <<<"$said" | tr '\n' ' ')"; fi
}
# says WHAT PATTERN: the last command said it
says() { if grep -Eq -- "$2" <<<"$said"; then pass "$1"; else fail "$1: no '$2' in: $(head -n 5 <<<"$said" | tr '\n' '|')"; fi; }
silent() { if grep -Eq -- "$2" <<<"$said"; then fail "$1: $(grep -E -m 3 -- "$2" <<<"$said")"; else pass "$1"; fi; }
same() { if [ "$2" = "$3" ]; then pass "$1"; else fail "$1: '$2', not '$3'"; fi; }
state() { virsh -q domstate "$1" 2>&1; }
# becomes GUEST STATE: within a minute
becomes() { local i; for i in $(seq 300); do [ "$(state "$1")" = "$2" ] && return 0; sleep 0.2; done; return 1; }

# booted GUEST...: each has got so far that it hears its power button
booted() { local name i; for name in "$@"; do for i in $(seq 300); do grep -q Hello "/var/log/$name-serial.log" 2>/dev/null && break; sleep 0.2; done; done; }

# guest NAME [UUID]: the file of a guest that powers off when its button is pressed, of a boot sector (examples/hello.xml)
guest() {
  local name=$1
  cp "$checkout/examples/hello.img" "$work/images/$name.img"
  sed -e "s#<name>hello</name>#<name>$name</name>${2:+<uuid>$2</uuid>}#" -e "s#hello\.img#$work/images/$name.img#" \
    -e "s#<serial type='pty'/>#<serial type='pty'><log file='/var/log/$name-serial.log'/></serial>#" "$checkout/examples/hello.xml" >"$work/$name.xml"
  chmod 644 "$work/images/$name.img"
  echo "$work/$name.xml"
}

# finish: ends all guests and says how many checks passed
finish() {
  local name
  for name in $(virsh -q list --name 2>/dev/null); do virsh -q destroy "$name" >/dev/null 2>&1; done
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
  exit
}
