using VirshLite.Translator.Plan;

namespace VirshLite.Conformance;

/// <summary>The descriptor numbers of the pretended host (README of the cases, "The pretended host").</summary>
internal sealed class PretendedNumbering : IFdNumbering
{
    public int NumberOf(PlanResource resource) => resource switch
    {
        TapQueue { Interface.Kind: TapKind.Ethernet } tap => 3 + tap.Queue,
        TapQueue tap => 102 + tap.Queue,
        VhostNet vhost => 44 + vhost.Queue,
        MonitorSocket or ListeningSocket or HelperSocket => 1729,
        OutputFile { Name: var name } => name.EndsWith("-log", StringComparison.Ordinal) ? 1751 : 1750,
        DeviceNode { Kind: DeviceNodeKind.Tpm } => 1730,
        DeviceNode { Kind: DeviceNodeKind.TpmCancel } => 1731,
        DeviceNode { Kind: DeviceNodeKind.Vdpa } => 1732,
        DeviceNode { Kind: DeviceNodeKind.VhostScsi } => 3,
        VhostVsock => 6789,
        CallersFd callers => callers.Number,
        _ => throw new InvalidOperationException($"the pretended host has no number for {resource}"),
    };
}
