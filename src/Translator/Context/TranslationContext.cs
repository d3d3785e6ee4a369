using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Context;

/// <summary>What one translation works on and with. Passes change <see cref="Domain"/> in place; nothing here reaches outside.</summary>
public sealed class TranslationContext
{
    private QemuCapabilities? capabilities;

    /// <param name="domain">As read; it is changed in place, so one domain makes one translation.</param>
    /// <param name="capabilitiesOf">The capabilities of the QEMU at a path; called once, when the emulator is known.</param>
    /// <param name="host">What is true of the host.</param>
    /// <param name="settings">Whose directories and defaults the command line has.</param>
    /// <param name="options">null: an existing definition is only shown.</param>
    public TranslationContext(Domain domain, Func<string, QemuCapabilities> capabilitiesOf, IHostFacts host, Settings settings,
        TranslationOptions? options = null)
    {
        Domain = domain;
        CapabilitiesOf = capabilitiesOf;
        Host = host;
        Settings = settings;
        Options = options ?? new TranslationOptions();
        Paths = new GuestPaths(settings, Options.GuestId, domain.Name);
    }

    public Domain Domain { get; }

    /// <summary>The capabilities of the QEMU binary at a path.</summary>
    public Func<string, QemuCapabilities> CapabilitiesOf { get; }

    /// <summary>What the domain's QEMU can do; known from the emulator pass on.</summary>
    public QemuCapabilities Capabilities
    {
        get => capabilities ??= CapabilitiesOf(Domain.Emulator ?? throw new InvalidOperationException("the emulator pass has not run"));
        set => capabilities = value;
    }

    public IHostFacts Host { get; }

    public Settings Settings { get; }

    /// <summary>Whose rules are followed, switch by switch.</summary>
    public Compatibility Rules => Settings.Rules;

    public TranslationOptions Options { get; }

    public GuestPaths Paths { get; }

    /// <summary>Numbers of fd sets; those reserved by start passes are used when arguments are built.</summary>
    public FdSetNumbers FdSets { get; } = new();

    /// <summary>Block nodes and secrets, filled by the passes of a start.</summary>
    public StorageState Storage { get; } = new();

    /// <summary>What libvirt would log rather than refuse.</summary>
    public List<string> Warnings { get; } = [];
}
