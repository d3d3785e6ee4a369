namespace VirshLite.DomainParser.Model;

/// <summary>&lt;hub type='usb'&gt;; there is no other type.</summary>
public sealed class Hub : Device
{
}
