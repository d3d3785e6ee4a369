using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Configuration;
using VirshLite.Runner.Networking.Virtual;
using VirshLite.Runner.State;
using VirshLite.Translator;
using VirshLite.Runner.Secrets;
using VirshLite.Runner.Storage;
using VirshLite.Translator.Context;

namespace VirshLite.Cli.Arguments;

/// <summary>This host as one command sees it: the configuration, the QEMU binaries, the facts, the guests. Each part is looked at when it is first needed.</summary>
internal sealed class Host
{
    private readonly ParseResult parse;
    private readonly Io io;
    private HostConfiguration? configuration;
    private LiveCapabilities? capabilities;
    private GuestOperations? guests;
    private NetworkOperations? networks;
    private DefinitionStore? definitions;
    private KnownGuests? knownGuests;

    public Host(ParseResult parse, Io io)
    {
        this.parse = parse;
        this.io = io;
        IsSession = GlobalOptions.IsSession(parse);
        if (!IsSession && !Environment.IsPrivilegedProcess)
        {
            throw new UsageException("system mode needs root; without it guests run in session mode (--session)");
        }
    }

    public bool IsSession { get; }

    public HostConfiguration Configuration => configuration ??= ConfigurationLoader.Load(new ConfigurationRequest
    {
        Session = IsSession,
        File = parse.GetValue(GlobalOptions.Config),
        Rules = parse.GetValue(GlobalOptions.Rules),
        Assignments = parse.GetValue(GlobalOptions.Set) ?? [],
    });

    public Settings Settings => Configuration.Settings;

    public GuestOperations Guests => guests ??= new GuestOperations(Settings) { IsDefined = name => Definitions.Find(name) is not null, Warn = line => Warn([line]) };

    public DefinitionStore Definitions => definitions ??= new DefinitionStore(Settings, Configuration.LibvirtSettings);

    public SecretStore Secrets => new(Settings, Definitions);

    public StoragePools Pools => new(Settings);

    /// <summary>Guests that run and guests that are defined.</summary>
    public KnownGuests KnownGuests => knownGuests ??= new KnownGuests(Guests, Definitions);

    /// <summary>What verbs about guests' states work with.</summary>
    public StateHost State => new(Guests, Definitions, KnownGuests, d => ContextOfExisting(d));

    public GuestBlockJobs BlockJobs => State.BlockJobs;

    public NetworkOperations Networks => networks ??= new NetworkOperations(Settings);

    public LiveCapabilities Capabilities => capabilities ??= new LiveCapabilities(new CapabilityCache(Configuration.CacheDirectory), Configuration.CacheDirectory + "/probe", RunAs.ForProbes(Settings), Settings.Confinement.TrustEmulator || parse.GetValue(GlobalOptions.TrustEmulator));

    /// <summary>
    /// What the translation of a domain works with. XML that somebody hands in is a new definition, as it is for <c>virsh create</c>, <c>define</c> and
    /// <c>domxml-to-native</c> (measured: libvirt 11.3); what is defined already is not.
    /// </summary>
    public TranslationContext Context(Domain domain, Settings settings, TranslationOptions? options = null, bool isDefined = false) =>
        new(domain, Capabilities.Get, new LiveHostFacts(settings) { SecretFiles = new SecretFiles(parse.GetValue(GlobalOptions.Secret) ?? []) }, settings, (options ?? new()) with { AbiUpdate = !isDefined });

    /// <summary>The same for XML that VirshLite or libvirt has written: a definition that exists already.</summary>
    public TranslationContext ContextOfExisting(Domain domain, TranslationOptions? options = null) =>
        new(domain, Capabilities.Get, new LiveHostFacts(Settings) { SecretFiles = new SecretFiles(parse.GetValue(GlobalOptions.Secret) ?? []) }, Settings, options);

    /// <summary>Fills in what such XML leaves out.</summary>
    public void CompleteExisting(Domain domain) => Translation.Complete(ContextOfExisting(domain));

    public void Warn(IEnumerable<string> warnings)
    {
        foreach (string warning in warnings)
        {
            io.Error.WriteLine("warning: " + warning);
        }
    }
}
