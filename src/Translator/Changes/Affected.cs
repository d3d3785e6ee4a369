using VirshLite.DomainParser;

namespace VirshLite.Translator.Changes;

/// <summary>Which of a guest's two definitions a command changes (live-changes.md 1).</summary>
public readonly record struct Affected(bool Live, bool Config)
{
    /// <param name="has">Whether a flag is given: live, config, current, persistent.</param>
    /// <param name="isRunning">The guest runs.</param>
    /// <param name="isPersistent">The guest has a stored definition.</param>
    /// <param name="meansLive">Without flags the command means the running guest, not whatever there is.</param>
    /// <exception cref="DomainException">The flags exclude each other, or the guest has no such definition.</exception>
    public static Affected Of(Func<string, bool> has, bool isRunning, bool isPersistent, bool meansLive)
    {
        bool live = has("live");
        bool config = has("config");
        if (has("current") && (live || config))
        {
            throw new DomainException($"Options --current and --{(live ? "live" : "config")} are mutually exclusive", default, RefusalKind.Plain);
        }

        if (has("persistent"))
        {
            live |= isRunning;
            config = true;
        }

        bool isCurrent = has("current") || (!live && !config && !meansLive);
        var affected = new Affected(live || (isCurrent ? isRunning : !config), config || (isCurrent && !isRunning));
        if (affected.Live && !isRunning)
        {
            throw DomainException.Operation("domain is not running");
        }

        return affected.Config && !isPersistent ? throw DomainException.Operation("transient domains do not have any persistent config") : affected;
    }

    /// <summary>For a guest that runs; without flags the running guest is meant.</summary>
    public static Affected OfDevice(Func<string, bool> has, RunningGuest guest) => Of(has, isRunning: true, guest.Config is not null, meansLive: true);

    /// <summary>For a guest that runs; without flags whatever it is now.</summary>
    public static Affected OfCurrent(Func<string, bool> has, RunningGuest guest) => Of(has, isRunning: true, guest.Config is not null, meansLive: false);
}
