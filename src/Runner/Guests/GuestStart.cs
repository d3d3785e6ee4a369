using VirshLite.Runner.Launching;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// A start under way: the guest's name is taken and its number known, so that the plan can be made with them (<see cref="Translator.TranslationOptions.GuestId"/>). Nobody else
/// can start a guest of this name until this is disposed.
/// </summary>
public sealed class GuestStart : IDisposable
{
    private readonly GuestStore store;
    private readonly SupervisorProgram supervisor;
    private readonly FileLock held;

    internal GuestStart(GuestStore store, SupervisorProgram supervisor, FileLock held, string name, int id)
    {
        this.store = store;
        this.supervisor = supervisor;
        this.held = held;
        Name = name;
        Id = id;
    }

    public string Name { get; }

    public int Id { get; }

    /// <summary>Carries the plan out and gives back the running (or paused) guest.</summary>
    /// <exception cref="DomainParser.DomainException">The start failed; nothing is left of it but the log.</exception>
    public GuestRecord Run(LaunchPlan plan, StartOptions? options = null)
    {
        foreach (GuestRecord other in store.All())
        {
            if (plan.Domain.Uuid is { } uuid && other.Uuid == uuid && other.Name != Name && other.IsAlive)
            {
                throw new GuestException($"operation failed: domain '{other.Name}' is already active with uuid {uuid}");
            }
        }

        return new GuestLauncher(store, supervisor, plan, options ?? new StartOptions()).Run();
    }

    public void Dispose() => held.Dispose();
}
