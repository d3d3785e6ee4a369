using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner;

namespace VirshLite.Cli.Arguments;

/// <summary>virsh's errors of two lines: what failed, and why.</summary>
internal static class VirshWords
{
    /// <summary>
    /// Runs the action; what it refuses is said behind <paramref name="failure"/> (<c>Failed to start domain 'x'</c>). Errors in XML keep their own words and
    /// place.
    /// </summary>
    public static T Or<T>(string failure, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DomainException e) when (IsOfLibvirt(e))
        {
            throw new GuestException($"{failure}\nerror: {Words(e)}", (e as GuestException)?.Cause ?? e);
        }
    }

    private static bool IsOfLibvirt(DomainException e) =>
        e is not GuestNotFoundException && !e.IsUnknown && (e.Kind == RefusalKind.Operation || !e.Position.IsKnown);

    /// <summary>What was refused because of a guest's state has the class in its words already.</summary>
    private static string Words(DomainException e) => e.Kind == RefusalKind.Operation ? e.Message : RefusalWords.Whole(e);

    public static void Or(string failure, Action action) => Or(failure, () =>
    {
        action();
        return true;
    });

    /// <summary>virsh takes one of the two only.</summary>
    public static void Exclusive(ParseResult parse, params (Option<bool> One, Option<bool> Other)[] pairs)
    {
        foreach ((Option<bool> one, Option<bool> other) in pairs)
        {
            if (parse.GetValue(one) && parse.GetValue(other))
            {
                throw new UsageException($"Options {one.Name} and {other.Name} are mutually exclusive");
            }
        }
    }
}
