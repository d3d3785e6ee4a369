using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>
/// A machine type that this QEMU does not have: the one of its kind nearest in age, better a newer one than an older one. Distributions' names count as the
/// QEMU that they were made from.
/// </summary>
internal sealed class MachineRule : IAdaptingRule
{
    public void Run(AdaptingDraft draft)
    {
        if (draft.Capabilities is not { } capabilities || draft.Type is not { } type
            || draft.Root.Element("os")?.Element("type") is not { } element || element.Attribute("machine")?.Value is not { Length: > 0 } name)
        {
            return;
        }

        AcceleratorCapabilities tables = capabilities.Accelerator(type);
        if (tables.FindMachine(tables.CanonicalMachineName(name)) is not null)
        {
            if (name == "microvm")
            {
                draft.SetAttribute(element, "machine", "q35",
                    "libvirt's rules know no microvm machine: it has no PCI bus for the devices that each domain has");
            }

            return;
        }

        if (Nearest(name, tables) is not { } machine)
        {
            string? preferred = Architectures.PreferredMachine(capabilities.Arch) ?? tables.DefaultMachine?.Name;
            if (preferred is not null && tables.FindMachine(tables.CanonicalMachineName(preferred)) is not null)
            {
                draft.SetAttribute(element, "machine", preferred,
                    $"{capabilities.EmulatorPath} {capabilities.VersionText} knows no machine type '{name}' and nothing of its kind: this is the usual one");
            }

            return;
        }

        draft.SetAttribute(element, "machine", machine,
            $"{capabilities.EmulatorPath} {capabilities.VersionText} does not know machine type '{name}'{Meaning(name)}; the nearest that it has is {machine}");
    }

    /// <summary>What stands for the machine type of a domain on this host; null where it has the one that is asked for, or nothing at all.</summary>
    public static string? Replacement(XElement root, AdaptingHost host)
    {
        if (root.Element("os")?.Element("type")?.Attribute("machine")?.Value is not { Length: > 0 } name
            || Emulator(root, host) is not { } emulator
            || !DomainType.Names.TryParse(root.Attribute("type")?.Value ?? "", out DomainType type))
        {
            return null;
        }

        try
        {
            AcceleratorCapabilities tables = host.CapabilitiesOf(emulator).Accelerator(type);
            return tables.FindMachine(tables.CanonicalMachineName(name)) is null ? Nearest(name, tables) : null;
        }
        catch (DomainException)
        {
            return null;
        }
    }

    private static string? Emulator(XElement root, AdaptingHost host) =>
        root.Element("devices")?.Element("emulator")?.Value.Trim() is { Length: > 0 } given ? given
        : host.Facts.FindProgram("qemu-system-" + Architectures.ToQemu(root.Element("os")?.Element("type")?.Attribute("arch")?.Value ?? host.Facts.Architecture));

    private static string? Nearest(string name, AcceleratorCapabilities tables)
    {
        MachineName wanted = MachineName.Of(name);
        List<(string Name, Version Version)> kin = [.. tables.Machines
            .Select(m => (m.Name, Machine: MachineName.Of(m.Name)))
            .Where(m => m.Machine.Family == wanted.Family && m.Machine.Version is not null)
            .Select(m => (m.Name, m.Machine.Version!)).OrderBy(m => m.Item2)];
        if (kin.Count == 0)
        {
            return tables.FindMachine(tables.CanonicalMachineName(wanted.Family)) is not null ? wanted.Family : null;
        }

        return wanted.Version is null ? kin[^1].Name : kin.Find(m => m.Version >= wanted.Version).Name ?? kin[^1].Name;
    }

    private static string Meaning(string name) =>
        MachineName.Of(name) is { Version: { } version, IsDistributions: true } ? $" (QEMU {version} of a distribution)" : "";
}
