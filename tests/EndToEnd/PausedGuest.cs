namespace VirshLite.EndToEnd;

/// <summary>A guest without an operating system, for looking at what the host has made for it.</summary>
internal static class PausedGuest
{
    public static string Xml(string devices, string name = "g") => $"""
        <domain type='qemu'>
          <name>{name}</name>
          <memory unit='MiB'>32</memory>
          <vcpu>2</vcpu>
          <os><type arch='x86_64' machine='q35'>hvm</type></os>
          <devices>
            <controller type='usb' model='none'/>
            {devices}
            <memballoon model='none'/>
          </devices>
        </domain>
        """;
}
