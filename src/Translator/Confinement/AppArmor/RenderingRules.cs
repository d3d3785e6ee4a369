namespace VirshLite.Translator.Confinement.AppArmor;

/// <summary>What the graphics libraries read where QEMU renders on the host (confinement.md 4.3, GL block).</summary>
internal static class RenderingRules
{
    public static readonly IReadOnlyList<AppArmorRule> All =
    [
        AppArmorRule.Expression("/usr/lib{,32,64}/dri/*.so*", "mr"),
        AppArmorRule.Expression("/usr/lib/@{multiarch}/dri/*.so*", "mr"),
        AppArmorRule.Expression("/usr/lib/fglrx/dri/*.so*", "mr"),
        AppArmorRule.Expression("/etc/drirc", "r"),
        AppArmorRule.Expression("/usr/share/drirc.d/{,*.conf}", "r"),
        AppArmorRule.Expression("/etc/glvnd/egl_vendor.d/{,*}", "r"),
        AppArmorRule.Expression("/usr/share/glvnd/egl_vendor.d/{,*}", "r"),
        AppArmorRule.Expression("/usr/share/egl/egl_external_platform.d/", "r"),
        AppArmorRule.Expression("/usr/share/egl/egl_external_platform.d/*", "r"),
        AppArmorRule.Expression("/proc/modules", "r"),
        AppArmorRule.Expression("/proc/driver/nvidia/params", "r"),
        AppArmorRule.Expression("/dev/nvidiactl", "rw"),
        AppArmorRule.Expression("/dev/dri/", "r"),
        AppArmorRule.Expression("/sys/devices/**/{uevent,vendor,device,subsystem_vendor,subsystem_device,config,revision}", "r"),
        AppArmorRule.Expression("/var/lib/libvirt/.cache/", "w").Denied("w"),
    ];
}
