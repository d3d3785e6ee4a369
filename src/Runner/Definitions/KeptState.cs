using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Definitions;

/// <summary>
/// What is kept of a guest beside its definition (host-takeover.md 10.1): a managed save, metadata of snapshots and checkpoints, NVRAM, TPM state.
/// </summary>
public sealed class KeptState(string libDirectory, string name)
{
    public string ManagedSave { get; } = $"{libDirectory}/save/{name}.save";

    public bool HasManagedSave => File.Exists(ManagedSave);

    public string Snapshots { get; } = $"{libDirectory}/snapshot/{name}";

    public string Checkpoints { get; } = $"{libDirectory}/checkpoint/{name}";

    public int SnapshotCount => Count(Snapshots);

    public int CheckpointCount => Count(Checkpoints);

    /// <summary>Metadata of snapshots and checkpoints goes; images stay as they are.</summary>
    public void ForgetMoments()
    {
        TrustedTree.Delete(Snapshots);
        TrustedTree.Delete(Checkpoints);
    }

    /// <summary>The TPM's state of a guest of that UUID.</summary>
    public static string TpmState(Settings settings, Guid uuid) => $"{settings.SwtpmStateDirectory}/{uuid}";

    private static int Count(string directory) => Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*.xml").Count() : 0;
}
