using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Adapting.Rules;

namespace VirshLite.Translator.Adapting;

/// <summary>
/// Makes XML of another host, another time or another program into XML that starts here. Each rule finds what this host does not have and changes it where it
/// stands, with a comment before it; what is refused after all the rules is mended by the smallest cut that does.
/// </summary>
public static class Adapter
{
    /// <summary>In the order in which they run: a rule may rely on what those before it have settled.</summary>
    private static readonly IAdaptingRule[] Rules =
    [
        new PathsRule(),
        new HypervisorRule(),
        new EmulatorRule(),
        new MachineRule(),
        new WordsRule(),
        new ReadingRule(),
        new CpuRule(),
        new HostMemoryRule(),
        new InterfacesRule(),
        new HostDevicesRule(),
        new BackendsRule(),
        new ImagesRule(),
        new SecurityRule(),
        new FirmwareRule(),
        new QemuArgumentsRule(),
        new RefusalsRule(),
        new AliasesRule(),
    ];

    /// <exception cref="DomainParser.DomainException">The text is no domain XML at all.</exception>
    public static Adaptation Adapt(string xml, AdaptingHost host, AdaptingOptions options)
    {
        var draft = new AdaptingDraft(xml, host, options);
        foreach (IAdaptingRule rule in Rules)
        {
            rule.Run(draft);
            draft.Settle();
        }

        return draft.Finish();
    }
}
