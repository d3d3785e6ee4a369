using VirshLite.Runner.Native;

namespace VirshLite.Runner.Guests;

/// <summary>
/// A start under way: the guest's name is taken and its number known, so that the plan can be made with them
/// (<see cref="Translator.TranslationOptions.GuestId"/>). Nobody else
/// can start a guest of this name until this is disposed.
/// </summary>
public sealed class GuestStart : IDisposable
{
    private readonly FileLock held;

    internal GuestStart(GuestStore store, SupervisorProgram supervisor, FileLock held, string name, int id)
    {
        Store = store;
        Supervisor = supervisor;
        this.held = held;
        Name = name;
        Id = id;
    }

    public string Name { get; }

    public int Id { get; }

    internal GuestStore Store { get; }

    internal SupervisorProgram Supervisor { get; }

    public void Dispose() => held.Dispose();
}
