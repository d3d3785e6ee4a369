using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Changes;

/// <summary>
/// A guest that runs, as its changes see it: what it is now, what is stored of it, and whom to ask. Changes put what has come true into <see cref="Live"/>.
/// </summary>
public sealed class RunningGuest
{
    /// <summary>The domain as it runs: with aliases, node numbers and all that only a run has.</summary>
    public required Domain Live { get; set; }

    /// <summary>The stored definition; null for a transient guest.</summary>
    public Domain? Config { get; set; }

    public required Func<string, QemuCapabilities> CapabilitiesOf { get; init; }

    public required IHostFacts Host { get; init; }

    public required Settings Settings { get; init; }

    /// <summary>The last number that block nodes got in this run: numbers are never given again (live-changes.md 2.8).</summary>
    public uint LastNodeNumber { get; set; }

    /// <summary>The next number of a descriptor set of QEMU's.</summary>
    public int NextFdSet { get; set; }

    /// <summary>How long an answer of the guest's is waited for when a device is taken out (live-changes.md 3.3).</summary>
    public TimeSpan UnplugWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>False where plans are held against libvirt's test data (<see cref="TranslationOptions.VhostNeedsKvm"/>).</summary>
    public bool VhostNeedsKvm { get; init; } = true;

    public QemuCapabilities Capabilities => CapabilitiesOf(Live.Emulator!);

    /// <summary>The stored definition, to be changed.</summary>
    /// <exception cref="DomainParser.DomainException">The guest is transient.</exception>
    public Domain RequiredConfig =>
        Config ?? throw DomainParser.DomainException.Operation("transient domains do not have any persistent config");

    /// <summary>A domain of its own with the same content.</summary>
    internal static Domain Copy(Domain domain, bool live) =>
        DomainReader.Read(DomainWriter.Write(domain, live), new ReadingOptions { Live = live, IgnoreUnknown = true });

    internal TranslationContext Context(Domain domain, bool hotplug)
    {
        var context = new TranslationContext(domain, CapabilitiesOf, Host, Settings, new TranslationOptions
        {
            AbiUpdate = true,
            GuestId = hotplug ? Live.Id ?? -1 : -1,
            ForStart = hotplug,
            Hotplug = hotplug,
            VhostNeedsKvm = VhostNeedsKvm,
        });
        context.Storage.LastNumber = LastNodeNumber;
        context.FdSets.Next = NextFdSet;
        return context;
    }
}
