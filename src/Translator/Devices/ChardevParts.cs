using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices;

/// <summary>A character device backend with everything that was opened and named for it.</summary>
internal sealed class ChardevParts
{
    public required ChardevSource Source { get; init; }

    public required string Id { get; init; }

    /// <summary>What spicevmc carries: vdagent, smartcard or usbredir.</summary>
    public string? SpicevmcName { get; init; }

    public string? TlsObject { get; set; }

    /// <summary>The fd set of a file source.</summary>
    public int FileSet { get; set; }

    /// <summary>The fd set of the log; null where there is none.</summary>
    public int? LogSet { get; set; }

    /// <summary>The listening socket of a unix source in bind mode.</summary>
    public PlanResource? ListenFd { get; set; }

    public bool ReconnectInMilliseconds { get; set; }

    /// <summary>QEMU's word for the backend.</summary>
    public string QemuType => Source.Type switch
    {
        ChardevType.Dev => Id.StartsWith("charparallel", StringComparison.Ordinal) ? "parallel" : "serial",
        ChardevType.Unix or ChardevType.Tcp => "socket",
        ChardevType.Nmdm => throw DomainException.Unsupported("unsupported chardev 'nmdm': QEMU has nothing of the kind"),
        var type => ChardevTypeNames.All[type],
    };

    /// <summary>The key of reconnect for this QEMU.</summary>
    public string ReconnectKey => ReconnectInMilliseconds ? "reconnect-ms" : "reconnect";

    /// <summary>Seconds or milliseconds, 0 where switched off; null where the XML says nothing or the socket listens.</summary>
    public long? Reconnect => Source is { Mode: ChardevMode.Connect, Reconnect: { } reconnect }
        ? reconnect.Enabled ? (reconnect.TimeoutSeconds ?? 0) * (ReconnectInMilliseconds ? 1000L : 1L) : 0
        : null;
}
