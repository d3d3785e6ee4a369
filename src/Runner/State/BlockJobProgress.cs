using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>How far a disk's job is.</summary>
/// <param name="Id">QEMU's id.</param>
/// <param name="Status">QEMU's word: running, ready, concluded …</param>
/// <param name="Done">Bytes, or whatever QEMU counts in.</param>
/// <param name="Total">The same.</param>
/// <param name="Speed">Its limit in bytes a second; 0 = none.</param>
public sealed record BlockJobProgress(string Id, BlockJobKind Kind, string Status, ulong Done, ulong Total, ulong Speed)
{
    public bool IsReady { get; init; }

    /// <summary>From 0 to 1; a job that is not ready is never quite there.</summary>
    public double Part => Total == 0 ? (IsReady || Status == "concluded" ? 1 : 0) : Done >= Total && !IsReady && Status != "concluded"
        ? 0.9999 : (double)Done / Total;
}
