using System.Text;
using System.Xml.Linq;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Reports;

/// <summary>What a host is and which guests it runs, in the shape of libvirt's <c>capabilities</c> (formatcaps, measured.md 11).</summary>
public static class HostCapabilities
{
    private const ulong KiBPerMiB = 1024;

    /// <param name="host">The host.</param>
    /// <param name="emulators">Guests' architectures, in order, each with the QEMU that runs it.</param>
    public static string Write(HostDescription host, IEnumerable<(string Arch, QemuCapabilities Emulator)> emulators)
    {
        var text = new StringBuilder("<capabilities>\n\n");
        Append(Host(host));
        foreach ((string arch, QemuCapabilities emulator) in emulators)
        {
            Append(Guest(arch, emulator));
        }

        return text.Append("</capabilities>\n").ToString();

        void Append(XElement part)
        {
            foreach (string line in StoredXml.Write(part).TrimEnd('\n').Split('\n'))
            {
                text.Append("  ").Append(line).Append('\n');
            }

            text.Append('\n');
        }
    }

    private static XElement Host(HostDescription host) => new(
        "host",
        new XElement("uuid", host.Uuid.ToString()),
        Cpu(host),
        new XElement("power_management", host.Sleeps.Select(s => new XElement(s))),
        new XElement("iommu", new XAttribute("support", YesNo(host.HasIommu))),
        new XElement(
            "migration_features",
            new XElement("live"),
            new XElement("uri_transports", new XElement("uri_transport", "tcp"), new XElement("uri_transport", "rdma"))),
        new XElement("topology", new XElement("cells", new XAttribute("num", host.Cells.Count), host.Cells.Select(Cell))),
        host.Caches.Count == 0 ? null : new XElement("cache", host.Caches.Select(Bank)),
        SecurityModels(host));

    private static XElement Cpu(HostDescription host) => new(
        "cpu",
        new XElement("arch", host.Arch),
        host.Cpu is { } cpu ? new XElement("model", cpu.Model) : null,
        host.Cpu?.Vendor is { } vendor ? new XElement("vendor", vendor) : null,
        host.Microcode is { } microcode ? new XElement("microcode", new XAttribute("version", microcode)) : null,
        host.Signature is { } signature
            ? new XElement(
                "signature",
                new XAttribute("family", signature.Family),
                new XAttribute("model", signature.Model),
                new XAttribute("stepping", signature.Stepping))
            : null,
        host.Counter is { } counter
            ? new XElement(
                "counter",
                new XAttribute("name", "tsc"),
                new XAttribute("frequency", counter.Hertz),
                new XAttribute("scaling", YesNo(counter.CanScale)))
            : null,
        new XElement(
            "topology",
            new XAttribute("sockets", host.Sockets),
            new XAttribute("dies", host.Dies),
            new XAttribute("clusters", 1),
            new XAttribute("cores", host.Cores),
            new XAttribute("threads", host.Threads)),
        host.PhysicalAddressBits > 0
            ? new XElement("maxphysaddr", new XAttribute("mode", "emulate"), new XAttribute("bits", host.PhysicalAddressBits)) : null,
        host.Cpu?.Features.Select(f => new XElement("feature", new XAttribute("name", f))),
        host.PageSizesKiB.Select(size => new XElement("pages", new XAttribute("unit", "KiB"), new XAttribute("size", size))));

    private static XElement Cell(HostCell cell) => new(
        "cell",
        new XAttribute("id", cell.Id),
        new XElement("memory", new XAttribute("unit", "KiB"), cell.MemoryKiB),
        cell.Pages.Select(p => new XElement("pages", new XAttribute("unit", "KiB"), new XAttribute("size", p.SizeKiB), p.Count)),
        cell.Distances.Count == 0 ? null : new XElement(
            "distances", cell.Distances.Select(d => new XElement("sibling", new XAttribute("id", d.Cell), new XAttribute("value", d.Value)))),
        new XElement("cpus", new XAttribute("num", cell.Cpus.Count), cell.Cpus.Select(c => new XElement(
            "cpu",
            new XAttribute("id", c.Id),
            new XAttribute("socket_id", c.Socket),
            new XAttribute("die_id", c.Die),
            new XAttribute("cluster_id", c.Cluster),
            new XAttribute("core_id", c.Core),
            new XAttribute("siblings", c.Siblings)))));

    private static XElement Bank(HostCacheBank bank)
    {
        bool inMiB = bank.SizeKiB >= KiBPerMiB && bank.SizeKiB % KiBPerMiB == 0;
        return new XElement(
            "bank",
            new XAttribute("id", bank.Id),
            new XAttribute("level", bank.Level),
            new XAttribute("type", bank.Type),
            new XAttribute("size", inMiB ? bank.SizeKiB / KiBPerMiB : bank.SizeKiB),
            new XAttribute("unit", inMiB ? "MiB" : "KiB"),
            new XAttribute("cpus", bank.Cpus));
    }

    private static IEnumerable<XElement> SecurityModels(HostDescription host)
    {
        yield return Model(host.HasAppArmor ? "apparmor" : "none");
        if (host.Qemu is { } qemu)
        {
            string label = $"+{qemu.Uid}:+{qemu.Gid}";
            yield return Model(
                "dac", new XElement("baselabel", new XAttribute("type", "kvm"), label), new XElement("baselabel", new XAttribute("type", "qemu"), label));
        }

        static XElement Model(string name, params XElement[] more) => new("secmodel", new XElement("model", name), new XElement("doi", 0), more);
    }

    private static XElement Guest(string arch, QemuCapabilities emulator)
    {
        DomainType[] types = [.. ((DomainType[])[DomainType.Qemu, DomainType.Kvm]).Where(emulator.SupportsType)];
        AcceleratorCapabilities tables = emulator.Accelerator(types.Length > 0 ? types[0] : emulator.MainType);
        bool is64 = arch.Contains("64", StringComparison.Ordinal) || arch is "s390x" or "alpha";
        return new XElement(
            "guest",
            new XElement("os_type", "hvm"),
            new XElement(
                "arch",
                new XAttribute("name", arch),
                new XElement("wordsize", is64 ? 64 : 32),
                new XElement("emulator", emulator.EmulatorPath),
                Machines(tables),
                types.Select(t => new XElement("domain", new XAttribute("type", DomainType.Names[t])))),
            new XElement(
                "features",
                arch == "i686" ? [new XElement("pae"), new XElement("nonpae")] : Array.Empty<XElement>(),
                Architectures.IsX86(arch) || arch == "aarch64" ? Toggle("acpi", canChange: true) : null,
                Architectures.IsX86(arch) ? Toggle("apic", canChange: false) : null,
                tables.Cpus.Count > 0 ? new XElement("cpuselection") : null,
                new XElement("deviceboot"),
                Toggle("disksnapshot", canChange: false),
                new XElement("externalSnapshot")));
    }

    /// <summary>In QEMU's order, the default first; an alias behind its machine.</summary>
    internal static IEnumerable<XElement> Machines(AcceleratorCapabilities tables) => tables.Machines.SelectMany(Machine);

    private static IEnumerable<XElement> Machine(QemuMachine machine)
    {
        yield return One(machine.Name, null);
        if (machine.Alias is { } alias)
        {
            yield return One(alias, machine.Name);
        }

        XElement One(string name, string? canonical) => new(
            "machine",
            canonical is null ? null : new XAttribute("canonical", canonical),
            machine.MaxCpus > 0 ? new XAttribute("maxCpus", machine.MaxCpus) : null,
            machine.Deprecated ? new XAttribute("deprecated", "yes") : null,
            name);
    }

    private static XElement Toggle(string name, bool canChange) =>
        new(name, new XAttribute("default", "on"), new XAttribute("toggle", YesNo(canChange)));

    private static string YesNo(bool value) => value ? "yes" : "no";
}
