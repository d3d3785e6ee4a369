using VirshLite.DomainParser;
using VirshLite.Runner.Guests;

namespace VirshLite.Runner.State;

/// <summary>A guest whose filesystems stand still while something is taken of its disks, by its agent (guest-state.md 3.3).</summary>
internal static class AgentFreeze
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs the action; the guest's filesystems go on afterwards, whatever came of it.</summary>
    /// <param name="guests">Where it runs.</param>
    /// <param name="guest">Its name.</param>
    /// <param name="isWanted">Else the action alone.</param>
    /// <param name="action">What is done meanwhile.</param>
    /// <exception cref="DomainException">The guest has no agent, or its agent does not do it; the action has not been begun then.</exception>
    public static void Around(GuestOperations guests, string guest, bool isWanted, Action action)
    {
        if (!isWanted)
        {
            action();
            return;
        }

        guests.AgentCommand(guest, """{"execute":"guest-fsfreeze-freeze"}""", Patience);
        try
        {
            action();
        }
        finally
        {
            guests.AgentCommand(guest, """{"execute":"guest-fsfreeze-thaw"}""", Patience);
        }
    }
}
