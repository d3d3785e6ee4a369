using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.CommandLine;

/// <summary>&lt;qemu:override&gt;: properties of a -device that the user sets or removes (core-arguments.md 3, devices.md 10.2).</summary>
internal static class DeviceOverrides
{
    public static void Apply(Domain domain, PropertyBag properties)
    {
    }
}
