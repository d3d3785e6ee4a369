namespace VirshLite.Translator.FromNative.Lines;

/// <summary>How a command line is read.</summary>
public sealed record NativeOptions
{
    /// <summary>
    /// What is old in a hand-written line becomes what one would write today: q35, virtio, the host's CPU, a bridge instead of an ifup script.
    /// </summary>
    public bool Modern { get; init; }

    /// <summary>
    /// The bridge that the ifup script at a path puts a tap on (<see cref="IfupScript"/>); null where it cannot be told, or where nobody looks.
    /// </summary>
    public Func<string, string?>? BridgeOfScript { get; init; }
}
