using System.Xml.Linq;
using VirshLite.Translator.Context;
using VirshLite.Translator.Parsing;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Lines;

/// <summary>A command line on its way to domain XML: the options that are left, the elements that are there so far, and what has to be said about it.</summary>
internal sealed class NativeCommand
{
    private readonly Dictionary<string, int> pciBuses = new(StringComparer.Ordinal) { ["pci.0"] = 0, ["pcie.0"] = 0, ["pci"] = 0 };

    public NativeCommand(ParsedCommand command, IHostFacts host, NativeOptions options)
    {
        IsModern = options.Modern;
        BridgeOfScript = options.BridgeOfScript;
        Host = host;
        Binary = command.Binary;
        Environment = command.Environment;
        Options = LegacyOptions.Modernise(command, Warnings, IsModern);
        Arch = ArchOf(command.Binary, host);
        Domain = new XElement("domain");
        Devices = new XElement("devices");
    }

    public IHostFacts Host { get; }

    public string Binary { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; }

    public List<NativeOption> Options { get; }

    public XElement Domain { get; }

    public XElement Devices { get; }

    public List<string> Warnings { get; } = [];

    /// <summary>Properties of devices that no XML has, by the device's alias.</summary>
    public List<(string Alias, IReadOnlyList<KeyValuePair<string, string>> Properties)> Overrides { get; } = [];

    /// <summary>libvirt's name of the architecture.</summary>
    public string Arch { get; }

    private readonly Dictionary<string, int> audioNumbers = new(StringComparer.Ordinal);

    public string Machine { get; set; } = "";

    /// <summary>Numbers of controllers by the id that the command line gives them.</summary>
    public Dictionary<string, int> Controllers { get; } = new(StringComparer.Ordinal);

    /// <summary>Attributes of &lt;memory&gt;.</summary>
    public List<XAttribute> MemoryAttributes { get; } = [];

    /// <summary>The object that is the machine's memory.</summary>
    public string? MemoryBackend { get; set; }

    /// <summary><c>sgx-epc.N.memdev</c> and <c>sgx-epc.N.node</c> of the machine.</summary>
    public Dictionary<string, string> SgxNodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Block nodes of the flash chips, code first.</summary>
    public List<string> Pflash { get; } = [];

    /// <summary>Numbers of iothreads by the id of their object.</summary>
    public Dictionary<string, int> IoThreads { get; } = new(StringComparer.Ordinal);

    /// <summary>Words of &lt;boot dev&gt; from -boot.</summary>
    public List<string> BootOrder { get; } = [];

    /// <summary>Sockets of persistent reservation managers by the id of their object.</summary>
    public Dictionary<string, string?> PrManagers { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of disks that are given away.</summary>
    public HashSet<string> Targets { get; } = new(StringComparer.Ordinal);

    /// <summary>What is old becomes what one would write today.</summary>
    public bool IsModern { get; }

    /// <summary>The bridge that an ifup script puts a tap on; null where nobody looks into scripts.</summary>
    public Func<string, string?>? BridgeOfScript { get; }

    /// <summary>Boot indexes of floppies by unit.</summary>
    public Dictionary<string, string?> FloppyBoot { get; } = new(StringComparer.Ordinal);

    /// <summary>What a POWER CPU pretends to be at most.</summary>
    public string? CompatibleCpu { get; set; }

    public string? Loadparm { get; set; }

    /// <summary>yes, no, or null where the machine does not say.</summary>
    public string? Hpet { get; set; }

    /// <summary>The audio back end of the PC speaker.</summary>
    public string? SpeakerAudio { get; set; }

    /// <summary>The machine's own USB controller was asked for (-usb).</summary>
    public bool HasUsb { get; set; }

    /// <summary>KiB that DIMMs and their kin add to the memory.</summary>
    public ulong PluggedKiB { get; set; }

    public bool IsX86 => Arch is "x86_64" or "i686";

    public bool IsQ35 => IsX86 && (Machine == "q35" || Machine.StartsWith("pc-q35", StringComparison.Ordinal));

    /// <summary>libvirt and careful people give it: without it QEMU adds a display, a card, serial ports.</summary>
    public bool HasNoDefaults { get; set; }

    public IEnumerable<NativeOption> All(string name) => Options.Where(option => option.Name == name && !option.IsTaken);

    public NativeOption? One(string name) => Options.LastOrDefault(option => option.Name == name && !option.IsTaken);

    /// <summary>The first free option of a name with that id (node name).</summary>
    public NativeOption? Find(string name, string? id) => id is null ? null : Options.Find(option => option.Name == name && !option.IsTaken && option.Id == id);

    /// <summary>An option without properties of interest is there, and is taken.</summary>
    public bool TakeFlag(string name)
    {
        bool found = false;
        foreach (NativeOption option in All(name).ToList())
        {
            option.Take();
            found = true;
        }

        return found;
    }

    public string? TakeValue(string name)
    {
        if (One(name) is not { } option)
        {
            return null;
        }

        option.Take();
        return option.Value;
    }

    public void Warn(string text)
    {
        if (!Warnings.Contains(text))
        {
            Warnings.Add(text);
        }
    }

    /// <summary>The index of a PCI controller: the number in libvirt's name, else the next free one.</summary>
    public int PciIndexOf(string id)
    {
        if (!pciBuses.TryGetValue(id, out int index))
        {
            index = id.StartsWith("pci.", StringComparison.Ordinal) && Numbers.Trailing(id) is { } number && !pciBuses.ContainsValue(number)
                ? number : pciBuses.Values.Max() + 1;
            pciBuses.Add(id, index);
        }

        return index;
    }

    /// <summary>Another name of a bus that is known.</summary>
    public void NamePciBus(string id, int index) => pciBuses[id] = index;

    /// <summary>The index of a controller of some kind by its id: the number in libvirt's name, else the next free one of the kind.</summary>
    public int IndexOf(string kind, string id, string libvirtPrefix)
    {
        string key = kind + ":" + id;
        if (Controllers.TryGetValue(key, out int index))
        {
            return index;
        }

        bool isNamed = id.StartsWith(libvirtPrefix, StringComparison.Ordinal);
        int? number = isNamed ? id.Length == libvirtPrefix.Length ? 0 : Numbers.Trailing(id) : null;
        List<int> used = [.. Controllers.Where(known => known.Key.StartsWith(kind + ":", StringComparison.Ordinal)).Select(known => known.Value)];
        index = number is { } wanted && !used.Contains(wanted) ? wanted : Enumerable.Range(0, used.Count + 1).First(i => !used.Contains(i));
        Controllers.Add(key, index);
        return index;
    }

    /// <summary>A user's own alias stays; libvirt's follow from the order of the devices.</summary>
    public static XElement? AliasOf(string? id) => id?.StartsWith("ua-", StringComparison.Ordinal) == true ? With("alias", "name", id) : null;

    private static string ArchOf(string binary, IHostFacts host)
    {
        string name = binary[(binary.LastIndexOf('/') + 1)..];
        const string Prefix = "qemu-system-";
        string suffix = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : "";
        return suffix switch
        {
            "" => host.Architecture,
            "i386" => "i686",
            "arm" => "armv7l",
            _ => suffix,
        };
    }

    /// <summary>The number of a -audiodev in the XML: that in its id, else the next that is free.</summary>
    /// <param name="id">Null where it has none.</param>
    public int AudioNumber(string? id)
    {
        string key = id ?? "";
        if (id is null || !audioNumbers.TryGetValue(key, out int number))
        {
            number = Numbers.Trailing(key) ?? 0;
            for (int next = 1; number < 1 || audioNumbers.ContainsValue(number); next++)
            {
                number = next;
            }

            audioNumbers[id ?? " " + Numbers.Text(number)] = number;
        }

        return number;
    }
}
