namespace VirshLite.Translator.Context;

/// <summary>
/// The numbers of QEMU's fd sets, counting from 0. Most are reserved before arguments are built, in an order of their own (startup.md 4): disk fd groups,
/// character devices, vdpa disks; vdpa interfaces and TPMs take theirs while arguments are built.
/// </summary>
public sealed class FdSetNumbers
{
    private readonly Dictionary<string, int> reserved = [];
    private int next;

    /// <summary>The number that is given next: 0 before a start; a guest that runs goes on from the last one.</summary>
    public int Next
    {
        get => next;
        set => next = value;
    }

    /// <summary>The next free number, for at once.</summary>
    public int Take() => next++;

    /// <summary>Keeps the next free number for the descriptor of that name (<c>serial0-source</c>).</summary>
    public void Reserve(string name) => reserved[name] = next++;

    /// <summary>The number kept for that name; the next free one where none was.</summary>
    public int Of(string name) => reserved.TryGetValue(name, out int number) ? number : Take();
}
