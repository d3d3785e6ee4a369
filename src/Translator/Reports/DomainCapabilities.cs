using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.GuestFirmware;

namespace VirshLite.Translator.Reports;

/// <summary>
/// What domains a QEMU can run here, in the shape of libvirt's <c>domcapabilities</c> (formatdomaincaps). Everything follows from the capabilities, the machine
/// and the host's facts; the domain inside is only there to ask the same questions as a translation does.
/// </summary>
public sealed class DomainCapabilities
{
    private readonly TranslationContext context;
    private readonly QemuMachine machine;
    private readonly XmlOutput xml = new();

    private DomainCapabilities(TranslationContext context, QemuMachine machine)
    {
        this.context = context;
        this.machine = machine;
    }

    private QemuCapabilities Capabilities => context.Capabilities;

    private Domain Domain => context.Domain;

    /// <summary>The document.</summary>
    /// <param name="type">Null: the best that the binary runs.</param>
    /// <param name="arch">Null: the binary's own.</param>
    /// <param name="machineName">Name or alias; null: the default machine.</param>
    /// <exception cref="DomainParser.DomainException">The binary does not run that type, architecture or machine.</exception>
    public static string Write(QemuCapabilities capabilities, IHostFacts host, Settings settings, DomainType? type = null, string? arch = null,
        string? machineName = null)
    {
        DomainType chosen = type ?? capabilities.MainType;
        if (!capabilities.SupportsType(chosen))
        {
            throw VirshLite.DomainParser.DomainException.Unsupported(
                $"{capabilities.EmulatorPath} cannot run guests of type '{DomainType.Names[chosen]}' on this host");
        }

        if (arch is not null && !Architectures.Serves(capabilities.Arch, arch))
        {
            throw VirshLite.DomainParser.DomainException.Unsupported($"{capabilities.EmulatorPath} runs {capabilities.Arch} guests, not {arch}");
        }

        QemuMachine? machine = machineName is null
            ? capabilities.DefaultMachine(chosen)
            : capabilities.FindMachine(chosen, capabilities.CanonicalMachineName(chosen, machineName));
        if (machine is null)
        {
            throw VirshLite.DomainParser.DomainException.Unsupported($"the machine '{machineName}' is not supported by emulator '{capabilities.EmulatorPath}'");
        }

        var domain = new Domain { Type = chosen, Emulator = capabilities.EmulatorPath };
        domain.Os.Arch = arch ?? capabilities.Arch;
        domain.Os.Machine = machine.Name;
        var context = new TranslationContext(domain, _ => capabilities, host, settings);
        return new DomainCapabilities(context, machine).Write();
    }

    private string Write()
    {
        xml.Open("domainCapabilities");
        xml.Element("path", Capabilities.EmulatorPath);
        xml.Element("domain", DomainType.Names[Domain.Type]);
        xml.Element("machine", machine.Name);
        xml.Element("arch", Domain.Os.Arch);
        if (MaxVcpus() is > 0 and uint most)
        {
            xml.Open("vcpu").Attr("max", most).Close();
        }

        xml.Open("iothreads").YesNo("supported", true).Close();
        WriteOs();
        DomainCapabilitiesCpu.Write(xml, context);
        DomainCapabilitiesDevices.WriteMemoryBacking(xml, Capabilities);
        DomainCapabilitiesDevices.Write(xml, context);
        WriteFeatures();
        xml.Close();
        return xml.ToString();
    }

    /// <summary>The machine's limit, for kvm also KVM's.</summary>
    private uint MaxVcpus()
    {
        uint limit = Domain.Type == DomainType.Kvm ? context.Host.MaxKvmVcpus : 0;
        return limit == 0 ? (uint)machine.MaxCpus : Math.Min((uint)machine.MaxCpus, limit);
    }

    private void WriteOs()
    {
        FirmwareOverview firmware = FirmwareOverview.Of(context.Host.FirmwareDescriptors, Domain.Os.Arch!, machine.Name);
        xml.Open("os").YesNo("supported", true);
        WriteEnum(xml, "firmware", firmware.Kinds);
        if (context.Rules.DomainCapabilitiesTellMore)
        {
            xml.Open("firmwareFeatures").YesNo("supported", firmware.SecureBoot.Count > 0);
            if (firmware.SecureBoot.Count > 0)
            {
                WriteEnum(xml, "secureBoot", firmware.SecureBoot);
                WriteEnum(xml, "enrolledKeys", firmware.EnrolledKeys);
            }

            xml.Close();
        }

        xml.Open("loader").YesNo("supported", true);
        IEnumerable<string> files = firmware.Files.Count > 0
            ? firmware.Files
            : FirmwareSelection.Pairs(context.Settings).Select(p => p.Loader).Where(p => context.Host.KindOf(p) != HostPathKind.Missing);
        foreach (string path in files)
        {
            xml.Element("value", path);
        }

        WriteEnum(xml, "type", ["rom", "pflash"]);
        WriteEnum(xml, "readonly", ["yes", "no"]);
        WriteEnum(xml, "secure", firmware.HasSecureBoot ? ["yes", "no"] : ["no"]);
        xml.Close();
        if (context.Rules.DomainCapabilitiesTellMore)
        {
            Feature("varstore", firmware.HasVarstore);
        }

        xml.Close();
    }

    private void WriteFeatures()
    {
        xml.Open("features");
        string[] gic = Domain.IsArm() ? [.. Capabilities.Gic.Select(x => x.Version).Where(x => Capabilities.SupportsGic(Domain.Type, x)).Order()
            .Select(x => x.ToString())] : [];
        xml.Open("gic").YesNo("supported", gic.Length > 0);
        if (gic.Length > 0)
        {
            WriteEnum(xml, "version", gic);
        }

        xml.Close();
        Feature("vmcoreinfo", Capabilities.Has(Flags.Vmcoreinfo));
        Feature("genid", Capabilities.Has(Flags.Vmgenid));
        Feature("backingStoreInput", true);
        Feature("backup", true);
        Feature("async-teardown", Capabilities.Has(Flags.RunWithAsyncTeardown));
        if (Domain.IsS390() || context.Rules.DomainCapabilitiesTellMore)
        {
            Feature("s390-pv", HasS390Pv());
        }

        Feature("ps2", Domain.HasI8042(Capabilities));
        if (context.Rules.DomainCapabilitiesTellMore)
        {
            // guests with TDX are refused here (docs/supported.md)
            Feature("tdx", false);
        }

        WriteSev();
        WriteSgx();
        if (Domain.IsX86())
        {
            xml.Open("hyperv").YesNo("supported", Capabilities.HypervEnlightenments.Count > 0);
            if (Capabilities.HypervEnlightenments.Count > 0)
            {
                WriteEnum(xml, "features", Capabilities.HypervEnlightenments);
            }

            xml.Close();
        }

        WriteLaunchSecurity();
        xml.Close();
    }

    private bool HasS390Pv() => Capabilities.Has(Flags.S390PvGuest) && Capabilities.Has(Flags.ConfidentialGuestSupport);

    private void WriteSev()
    {
        xml.Open("sev").YesNo("supported", Capabilities.Sev is not null);
        if (Capabilities.Sev is { } sev)
        {
            xml.Element("cbitpos", sev.Cbitpos);
            xml.Element("reducedPhysBits", sev.ReducedPhysBits);
        }

        xml.Close();
    }

    private void WriteSgx()
    {
        xml.Open("sgx").YesNo("supported", Capabilities.Sgx is not null);
        if (Capabilities.Sgx is { } sgx)
        {
            xml.Element("flc", sgx.Flc ? "yes" : "no");
            xml.Element("sgx1", sgx.Sgx1 ? "yes" : "no");
            xml.Element("sgx2", sgx.Sgx2 ? "yes" : "no");
            xml.ElementKiB("section_size", sgx.SectionSizeKiB);
            xml.Open("sections");
            foreach (SgxSection section in sgx.Sections)
            {
                xml.Open("section").Attr("node", section.Node).Attr("size", section.SizeKiB).Attr("unit", "KiB").Close();
            }

            xml.Close();
        }

        xml.Close();
    }

    private void WriteLaunchSecurity()
    {
        List<string> types = [];
        AddIf(types, "sev", Capabilities.Has(Flags.SevGuest));
        AddIf(types, "sev-snp", Capabilities.Has(Flags.SevSnpGuest));
        AddIf(types, "s390-pv", Domain.IsS390() && HasS390Pv());
        xml.Open("launchSecurity").YesNo("supported", types.Count > 0);
        if (types.Count > 0)
        {
            WriteEnum(xml, "sectype", types);
        }

        xml.Close();
    }

    private void Feature(string name, bool there) => xml.Open(name).YesNo("supported", there).Close();

    internal static void AddIf(List<string> values, string value, bool there)
    {
        if (there)
        {
            values.Add(value);
        }
    }

    internal static void WriteEnum(XmlOutput xml, string name, IEnumerable<string> values)
    {
        xml.Open("enum").Attr("name", name);
        foreach (string value in values)
        {
            xml.Element("value", value);
        }

        xml.Close();
    }
}
