namespace VirshLite.Faults;

/// <summary>Guests without an operating system: they cost a few MiB and stay until they are ended.</summary>
internal static class TinyGuest
{
    public static string Xml(string name, string devices = "", string more = "") => $"""
        <domain type='qemu'>
          <name>{name}</name>
          <memory unit='MiB'>16</memory>
          <vcpu>1</vcpu>
          <os><type arch='x86_64' machine='pc'>hvm</type></os>
          <features><acpi/></features>
          {more}
          <devices>
            <controller type='usb' model='none'/>
            {devices}
            <memballoon model='none'/>
          </devices>
        </domain>
        """;
}
