using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Changes;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Configuration;
using VirshLite.Translator.RecordedHosts;
using VirshLite.Runner.Networking.Virtual;
using VirshLite.Runner.State;
using VirshLite.Runner.Secrets;
using VirshLite.Runner.Storage;
using VirshLite.Translator;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Cli.Arguments;

/// <summary>
/// This host as one command sees it: the configuration, the QEMU binaries, the facts, the guests. Each part is looked at when it is first needed.
/// </summary>
internal sealed class Host
{
    private readonly ParseResult parse;
    private readonly Io io;
    private readonly RecordedHost? recorded;
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
        recorded = parse.GetValue(GlobalOptions.RecordedHost) is { } file ? RecordedHost.Read(DomainFile.ReadText(file)) : null;
        if (parse.GetValue(GlobalOptions.QemuReplies) is { } replies)
        {
            recorded = RecordedHost.OfReplies(DomainFile.ReadBytes(replies), replies, recorded);
        }

        IsSession &= recorded is null;
    }

    /// <summary>Somebody who is not root asks about system mode: what is only worked out can be had, the guests of root cannot.</summary>
    private bool OnlyComputes => recorded is null && !IsSession && !Environment.IsPrivilegedProcess;

    /// <summary>Guests and definitions can be looked at: a recording has none, those of root are root's.</summary>
    public bool HasGuests => recorded is null && !OnlyComputes;

    public bool IsSession { get; }

    public HostConfiguration Configuration => configuration ??= ConfigurationLoader.Load(new ConfigurationRequest
    {
        Session = IsSession,
        OwnCache = OnlyComputes,
        File = parse.GetValue(GlobalOptions.Config),
        Rules = parse.GetValue(GlobalOptions.Rules),
        Assignments = parse.GetValue(GlobalOptions.Set) ?? [],
    });

    public Settings Settings => recorded is null ? Configuration.Settings : RecordedSettings;

    /// <summary>libvirt's directories and defaults, for command lines that are shown.</summary>
    public Settings LibvirtSettings => recorded is null ? Configuration.LibvirtSettings : RecordedSettings;

    /// <summary>A recording knows no qemu.conf: libvirt's own defaults hold, and what --set and --rules say here would not be the same elsewhere.</summary>
    private Settings RecordedSettings => new() { Rules = parse.GetValue(GlobalOptions.Rules) is { } rules ? Compatibility.Of(rules) : Compatibility.Default };

    /// <summary>What is true of the host: this one, or the recorded one.</summary>
    public IHostFacts Facts(Settings settings) =>
        recorded ?? (IHostFacts)new LiveHostFacts(settings) { SecretFiles = new SecretFiles(parse.GetValue(GlobalOptions.Secret) ?? []) };

    public QemuCapabilities CapabilitiesOf(string emulator) => recorded is null ? Capabilities.Get(emulator) : recorded.CapabilitiesOf(emulator);

    /// <summary>The words of an emulator's command line; null where they cannot be had.</summary>
    public EmulatorVocabulary? VocabularyOf(string emulator) => recorded is not null ? recorded.VocabularyOf(emulator)
        : EmulatorQuestions.Vocabulary(emulator, RunAs.ForProbes(Settings), Settings.Confinement.TrustEmulator || parse.GetValue(GlobalOptions.TrustEmulator));

    /// <exception cref="UsageException">The verb does something, and a recording cannot.</exception>
    private T Real<T>(Func<T> make) => OnlyComputes
        ? throw new UsageException("system mode needs root; without it guests run in session mode (--session)")
        : recorded is null ? make()
        : throw new UsageException(
            "--host is for verbs that only look: domxml-to-native, domxml-from-native, diff, validate, adapt, dumpxml FILE --complete, domcapabilities, "
            + "cpu-models, qemu-capabilities");

    public GuestOperations Guests => guests ??= Real(() =>
        new GuestOperations(Settings) { IsDefined = name => Definitions.Find(name) is not null, Warn = line => Warn([line]) });

    public DefinitionStore Definitions => definitions ??= Real(() => new DefinitionStore(Settings, Configuration.LibvirtSettings));

    public SecretStore Secrets => Real(() => new SecretStore(Settings, Definitions));

    public StoragePools Pools => Real(() => new StoragePools(Settings));

    /// <summary>Guests that run and guests that are defined.</summary>
    public KnownGuests KnownGuests => knownGuests ??= new KnownGuests(Guests, Definitions);

    /// <summary>What verbs about guests' states work with.</summary>
    public StateHost State => new(Guests, Definitions, KnownGuests, d => ContextOfExisting(d));

    public GuestBlockJobs BlockJobs => State.BlockJobs;

    public NetworkOperations Networks => networks ??= Real(() => new NetworkOperations(Settings));

    /// <summary>The networks of this host, defined or up.</summary>
    public IEnumerable<string> NetworkNames() => Networks.Store.All().Select(network => network.Name);

    public LiveCapabilities Capabilities => capabilities ??= new LiveCapabilities(new CapabilityCache(Configuration.CacheDirectory),
        Configuration.CacheDirectory + "/probe", RunAs.ForProbes(Settings), Settings.Confinement.TrustEmulator || parse.GetValue(GlobalOptions.TrustEmulator));

    /// <summary>Changes of running guests.</summary>
    public GuestChanging Changing => new(Guests, new ChangeHost(CapabilitiesOf, Facts(Settings)));

    /// <summary>
    /// What the translation of a domain works with. XML that somebody hands in is a new definition, as it is for <c>virsh create</c>, <c>define</c> and
    /// <c>domxml-to-native</c> (measured: libvirt 11.3); what is defined already is not.
    /// </summary>
    public TranslationContext Context(Domain domain, Settings settings, TranslationOptions? options = null, bool isDefined = false) =>
        new(domain, CapabilitiesOf, Facts(settings), settings, (options ?? new()) with { AbiUpdate = !isDefined, IsStored = isDefined });

    /// <summary>How XML that somebody hands in is translated.</summary>
    public TranslationOptions OptionsOfNew => new() { AbiUpdate = true };

    /// <summary>This host for whoever looks for what is wrong with a text.</summary>
    public AdaptingHost Adapting(Settings settings) => new(Facts(settings), CapabilitiesOf, VocabularyOf, settings);

    /// <summary>The same for XML that VirshLite or libvirt has written: a definition that exists already.</summary>
    public TranslationContext ContextOfExisting(Domain domain, TranslationOptions? options = null) =>
        new(domain, CapabilitiesOf, Facts(Settings), Settings, (options ?? new()) with { IsStored = true });

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
