using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.CharacterDevices;

/// <summary>A character device backend with everything that was opened and named for it.</summary>
internal sealed class ChardevParts
{
    public required ChardevSource Source { get; init; }

    public required string Id { get; init; }

    /// <summary>What spicevmc carries: vdagent, smartcard or usbredir.</summary>
    public string? SpicevmcName { get; init; }

    public string? TlsObject { get; set; }

    /// <summary>Where a file source writes to, as QEMU is told.</summary>
    public string? OutputPath { get; set; }

    /// <summary>How it is written to; null = QEMU's own way.</summary>
    public bool? Append { get; set; }

    /// <summary>Where the log is, as QEMU is told; null where there is none.</summary>
    public string? LogPath { get; set; }

    public bool? LogAppend { get; set; }

    /// <summary>The listening socket of a unix source in bind mode.</summary>
    public PlanResource? ListenFd { get; set; }

    public bool ReconnectInMilliseconds { get; set; }

    /// <summary>QEMU's word for the backend.</summary>
    public string QemuType => Source.Type switch
    {
        ChardevType.Dev => Id.StartsWith("charparallel", StringComparison.Ordinal) ? "parallel" : "serial",
        ChardevType.Unix or ChardevType.Tcp => "socket",
        ChardevType.Nmdm => throw DomainException.Unsupported("unsupported chardev 'nmdm': QEMU has nothing of the kind"),
        var type => ChardevType.Names[type],
    };

    /// <summary>The key of reconnect for this QEMU.</summary>
    public string ReconnectKey => ReconnectInMilliseconds ? "reconnect-ms" : "reconnect";

    /// <summary>Seconds or milliseconds, 0 where switched off; null where the XML says nothing or the socket listens.</summary>
    public long? Reconnect => Source is { Mode: ChardevMode.Connect, Reconnect: { } reconnect }
        ? reconnect.Enabled ? Time(reconnect) : 0
        : null;

    /// <summary>libvirt 11.3 counts in 32 bits: of more than 24 days nothing is said, or another time (black box).</summary>
    private long? Time(ChardevReconnect reconnect)
    {
        int seconds = unchecked((int)(reconnect.TimeoutSeconds ?? 0));
        int factor = ReconnectInMilliseconds ? 1000 : 1;
        long time = reconnect.IsWide ? (long)seconds * factor : unchecked(seconds * factor);
        return time >= 0 ? time : null;
    }
}
