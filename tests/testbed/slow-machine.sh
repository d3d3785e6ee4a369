# Makes a machine that is emulated, and has the CPU for a part of the time only, hold out: waits of systemd's, D-Bus' and AppArmor's are for machines a hundred times as fast. Sourced, as root.
mkdir -p /etc/dbus-1
cat >/etc/dbus-1/system-local.conf <<'XML'
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><limit name="service_start_timeout">600000</limit><limit name="auth_timeout">600000</limit><limit name="reply_timeout">6000000</limit></busconfig>
XML
grep -q '^Optimize=no-expr-simplify' /etc/apparmor/parser.conf || echo 'Optimize=no-expr-simplify' >>/etc/apparmor/parser.conf
systemctl reload dbus
systemctl start systemd-machined systemd-logind
