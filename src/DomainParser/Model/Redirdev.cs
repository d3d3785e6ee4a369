namespace VirshLite.DomainParser.Model;

/// <summary>&lt;redirdev&gt;: a USB device redirected from a client (formatdomain, "Redirected devices"). The bus is always usb.</summary>
public sealed class Redirdev : CharacterDevice
{
}
