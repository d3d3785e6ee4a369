using VirshLite.DomainParser;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.State;

/// <summary>The moment in which a guest becomes the other side's: all of it has moved, and it stands still here (guest-state.md 6.6).</summary>
/// <param name="Peer">The other side.</param>
/// <param name="Options">Of the migration.</param>
/// <param name="Guest">Its name here.</param>
internal sealed record MigrationHandOver(MigrationPeer Peer, MigrateOptions Options, string Guest)
{
    /// <summary>Notes with the guest's supervisor that the other side may run it; undone where the plan that this is a part of fails.</summary>
    public static QmpStep Note(MigrateOptions options, string guest) => new(LifecycleReactions.DepartCommand,
        new PropertyBag().Add("destination", options.Destination.Name).Add("name", options.NewName ?? guest))
    {
        Purpose = "noting that the guest leaves",
        Undo = [Stays],
        UndoAt = UndoTime.Failure,
    };

    /// <summary>The guest is known to run nowhere else.</summary>
    public static QmpStep Stays => new(LifecycleReactions.StayCommand) { IgnoreErrors = true };

    /// <summary>Whoever minds the guest now is told that it is this host's: the supervisor that held the note may be gone.</summary>
    public static void NeverLeft(GuestOperations guests, GuestRecord record)
    {
        try
        {
            using QmpClient monitor = guests.Connect(record);
            monitor.Execute(LifecycleReactions.StayCommand);
        }
        catch (Exception e) when (e is DomainException or IOException or TimeoutException)
        {
            // it has ended: its notes go with it
        }
    }

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
        }
        catch (IOException e)
        {
            // it was never told
            stayHere();
            throw new GuestException("operation failed: the connection to the other host was lost; the guest goes on here", e);
        }

        try
        {
            answer = Peer.Receive();
        }
        catch (DomainException)
        {
            // whatever that was, it is no answer
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
            $"operation failed: {why ?? "the connection was lost as the guest was handed over"}; it stays paused here: "
            + new Departure(Options.Destination.Name, there).Words);
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
