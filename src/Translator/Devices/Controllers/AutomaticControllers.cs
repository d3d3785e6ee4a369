using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>Where controllers stand that nobody asked for by name (addresses.md 1.2).</summary>
internal static class AutomaticControllers
{
    /// <summary>Controllers of one type that come into being because a disk or host device names the last of them.</summary>
    private const uint Most = 4096;

    /// <summary>The number of a controller up to which all are made.</summary>
    /// <exception cref="DomainException">Nobody has so many.</exception>
    public static uint Counted(uint controller, SourcePosition position) => controller < Most ? controller
        : throw DomainException.Unsupported($"controller {controller} does not exist, and no guest can have the controllers up to it", position);

    public static void Add(Domain domain, Compatibility rules, Controller controller)
    {
        if (rules.AutomaticControllersAreSortedIn)
        {
            ControllerList.Insert(domain.Controllers, controller);
        }
        else
        {
            domain.Controllers.Add(controller);
        }
    }
}
