using VirshLite.DomainParser;

namespace VirshLite.Cli.Arguments;

/// <summary>virsh's two lines about something that failed: first what could not be done, then why.</summary>
internal static class Failure
{
    /// <exception cref="DomainException">What the action throws, with <paramref name="what"/> before its words.</exception>
    public static void Named(string what, Action action) => Named(what, () =>
    {
        action();
        return true;
    });

    /// <inheritdoc cref="Named(string, Action)"/>
    public static T Named<T>(string what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DomainException e) when (e is not Runner.GuestNotFoundException)
        {
            throw new DomainException($"{what}\nerror: {Words(e)}", e.Position, e.Kind);
        }
    }

    /// <summary>
    /// What concerns a running guest: the reason with libvirt's words for its kind, and before it virsh's own line where it has one. Exit code 1.
    /// </summary>
    public static T OfChange<T>(string? what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DomainException e) when (e is not Runner.GuestNotFoundException)
        {
            throw new Runner.GuestException((what is null ? "" : what + "\nerror: ") + Words(e), e);
        }
    }

    /// <inheritdoc cref="OfChange{T}"/>
    public static void OfChange(string? what, Action action) => OfChange(what, () =>
    {
        action();
        return true;
    });

    /// <summary>The same where virsh says its own line last.</summary>
    public static T Followed<T>(string what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DomainException e) when (e is not Runner.GuestNotFoundException)
        {
            throw new Runner.GuestException(Words(e) + "\nerror: " + what, e);
        }
    }

    private static string Words(DomainException e) => e is Runner.GuestException or Runner.Qmp.QmpException ? e.Message : RefusalWords.Whole(e);
}
