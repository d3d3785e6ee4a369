using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>set-lifecycle-action (live-changes.md 13): QEMU only has to know whether a reboot ends it.</summary>
public static class LifecycleChange
{
    /// <param name="domain">Changed in place.</param>
    /// <param name="when">poweroff, reboot or crash.</param>
    /// <param name="action">What is done then.</param>
    /// <exception cref="DomainException">The action does not fit.</exception>
    public static void Apply(Domain domain, string when, LifecycleAction action)
    {
        Check(domain, when, action);
        switch (when)
        {
            case "poweroff": domain.Lifecycle.OnPoweroff = action; break;
            case "reboot": domain.Lifecycle.OnReboot = action; break;
            default: domain.Lifecycle.OnCrash = action; break;
        }
    }

    /// <summary>The running guest's change.</summary>
    public static IEnumerable<PlanStep> Live(RunningGuest guest, string when, LifecycleAction action)
    {
        bool endedAtReboot = guest.Live.Lifecycle.OnReboot == LifecycleAction.Destroy;
        bool endsAtReboot = when == "reboot" ? action == LifecycleAction.Destroy : endedAtReboot;
        Check(guest.Live, when, action);
        if (endsAtReboot != endedAtReboot)
        {
            yield return new QmpStep("set-action", new PropertyBag().Add("reboot", endsAtReboot ? "shutdown" : "reset"));
        }

        Apply(guest.Live, when, action);
    }

    private static void Check(Domain domain, string when, LifecycleAction action)
    {
        if (when != "crash" && action is (LifecycleAction.CoredumpDestroy or LifecycleAction.CoredumpRestart))
        {
            throw new DomainException($"Lifecycle event '{when}' doesn't support '{LifecycleAction.Names[action]}' action", default, RefusalKind.Unsupported);
        }

        LifecycleAction? atPoweroff = when == "poweroff" ? action : domain.Lifecycle.OnPoweroff;
        LifecycleAction? atReboot = when == "reboot" ? action : domain.Lifecycle.OnReboot;
        if (atReboot == LifecycleAction.Destroy && atPoweroff == LifecycleAction.Restart)
        {
            throw DomainException.Unsupported("qemu driver doesn't support 'onReboot' set to 'destroy and 'onPoweroff' set to 'reboot'");
        }
    }
}
