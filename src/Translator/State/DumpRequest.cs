using VirshLite.DomainParser;

namespace VirshLite.Translator.State;

/// <summary>What is asked of one dump of a guest (guest-state.md 2).</summary>
public sealed record DumpRequest(string Path)
{
    /// <summary>A core file that QEMU writes itself; otherwise a whole stream, as of a migration.</summary>
    public bool MemoryOnly { get; init; }

    /// <summary>The core file's form.</summary>
    public DumpFormat Format { get; init; }

    /// <summary>How a stream is packed.</summary>
    public SaveFormat Packing { get; init; }

    /// <summary>The guest runs on while it is dumped, as far as that can be.</summary>
    public bool Live { get; init; }

    /// <summary>The guest ends afterwards, as crashed.</summary>
    public bool Crash { get; init; }

    /// <summary>The guest is reset afterwards.</summary>
    public bool Reset { get; init; }

    /// <summary>Around the host's page cache.</summary>
    public bool BypassCache { get; init; }

    /// <summary>The guest runs now.</summary>
    public bool IsRunning { get; init; }

    /// <summary>The file was there before: it is emptied, and not removed where the dump fails.</summary>
    public bool FileExists { get; init; }

    /// <exception cref="DomainException">Two of the wishes exclude each other.</exception>
    public void Check()
    {
        foreach ((bool one, bool other, string names) in (ReadOnlySpan<(bool, bool, string)>)
            [(Crash, Live, "CRASH' and 'VIR_DUMP_LIVE"), (Crash, Reset, "CRASH' and 'VIR_DUMP_RESET"), (Live, Reset, "LIVE' and 'VIR_DUMP_RESET")])
        {
            if (one && other)
            {
                throw new DomainException($"Flags 'VIR_DUMP_{names}' are mutually exclusive", default, RefusalKind.Plain);
            }
        }
    }
}
