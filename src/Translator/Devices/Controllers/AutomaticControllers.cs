using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>Where controllers stand that nobody asked for by name (addresses.md 1.2).</summary>
internal static class AutomaticControllers
{
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
