using VirshLite.DomainParser;
using VirshLite.Runner.Guests;

namespace VirshLite.Runner.State;

/// <summary>The moment in which a guest becomes the other side's: all of it has moved, and it stands still here (guest-state.md 6.6).</summary>
/// <param name="Peer">The other side.</param>
/// <param name="Options">Of the migration.</param>
/// <param name="Guest">Its name here.</param>
internal sealed record MigrationHandOver(MigrationPeer Peer, MigrateOptions Options, string Guest)
{
    /// <summary>The other side was told already that it may come at any time (post-copy).</summary>
    public bool WasSwitched { get; init; }

    /// <summary>What went wrong on this side after that.</summary>
    public DomainException? Failure { get; init; }

    /// <summary>Returns when the guest is the other side's.</summary>
    /// <param name="stayHere">The other side has said that it never ran it: it goes on here.</param>
    /// <exception cref="GuestException">It is not; the message says where it is.</exception>
    public void Run(Action stayHere)
    {
        MigrationMessage? answer;
        try
        {
            if (!WasSwitched)
            {
                Peer.Send(new MigrationMessage { Phase = "moved" });
            }

            answer = Peer.Receive();
        }
        catch (Exception e) when (e is IOException or DomainException)
        {
            answer = null;
        }

        string there = Options.NewName ?? Guest;
        if (answer is { Phase: GuestMigrating.Done } || (answer is null && Failure is null && RunsThere(Options.Destination, there)))
        {
            return;
        }

        string? why = Failure?.Message ?? answer?.Error;
        if (answer is { MayHaveRun: false })
        {
            stayHere();
            throw new GuestException(why ?? "operation failed: the other host gave the guest up");
        }

        throw new GuestException(
            $"operation failed: {why ?? "the connection was lost as the guest was handed over"}; it stays paused here, since "
            + $"{Options.Destination.Name} may have run it. "
            + $"Look there ('virshlite domstate {there}'): if it runs, 'destroy' it here; if it never did, 'resume' it here");
    }

    private static bool RunsThere(MigrationDestination destination, string name)
    {
        try
        {
            using var question = new MigrationPeer(destination, "domstate", name);
            return question.Line() is "running" or "paused";
        }
        catch (GuestException)
        {
            return false;
        }
    }
}
