using System.Text.Json;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Capabilities;

/// <summary>
/// Finds out what a QEMU can do by asking it: one run with the best accelerator, and where that is not TCG a second, shorter one with TCG
/// (capabilities.md 1). The questions are libvirt's, so that recorded conversations can be replayed.
/// </summary>
public sealed class CapabilityProbe
{
    private readonly IQmpSession session;
    private readonly HashSet<string> flags = new(StringComparer.Ordinal);

    private CapabilityProbe(IQmpSession session) => this.session = session;

    /// <summary>Probes; the second session is asked for only if there is a second run.</summary>
    /// <param name="hvf">The host is macOS and has its hypervisor.</param>
    /// <exception cref="CapabilityProbeException">QEMU is older than 6.2, of an unknown architecture, or answers with an unexpected error.</exception>
    public static QemuCapabilities Run(string emulatorPath, IQmpSession first, Func<IQmpSession> second, bool hvf = false)
    {
        try
        {
            return new CapabilityProbe(first).Run(emulatorPath, second, hvf);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or JsonException)
        {
            throw new CapabilityProbeException($"A reply of {emulatorPath} is not what QEMU sends: {e.Message}");
        }
    }

    internal static CapabilityProbeException Failed(string command, QmpReply reply) =>
        new($"QEMU refuses {command}: {reply.ErrorText ?? reply.ErrorClass}");

    private QemuCapabilities Run(string emulatorPath, Func<IQmpSession> second, bool hvf)
    {
        Ask("qmp_capabilities");
        (int version, string package) = AskVersion();
        string target = Ask("query-target").GetProperty("arch").GetString()!;
        string arch = Architectures.FromQemu(target) ?? throw new CapabilityProbeException($"Unknown guest architecture '{target}'.");

        AskSchema();
        bool accelerated = AskAccelerators();
        Set(Flags.Hvf, hvf);
        AskTypes();
        foreach (DeviceProbe probe in DevicePropertyFlags.Probes)
        {
            AskProperties("device-list-properties", probe);
        }

        foreach (DeviceProbe probe in ObjectPropertyFlags.Objects)
        {
            AskProperties("qom-list-properties", probe);
        }

        IReadOnlyList<QemuMachine> machines = MachineProbe.Read(Ask("query-machines"), arch);
        AskMachineProperties(machines, arch);
        IReadOnlyList<QemuCpuDefinition> cpus = AskCpus(session, arch);
        AskOptions();
        AskMigration();

        IReadOnlyList<GicCapability> gic = arch is "aarch64" or "armv6l" or "armv7l" ? PlatformProbe.AskGic(session) : [];
        SevCapability? sev = flags.Contains(Flags.SevGuest) || flags.Contains(Flags.SevSnpGuest) ? PlatformProbe.AskSev(session) : null;
        if (sev is null)
        {
            flags.Remove(Flags.SevGuest);
            flags.Remove(Flags.SevSnpGuest);
        }

        SgxCapability? sgx = flags.Contains(Flags.SgxEpc) ? PlatformProbe.AskSgx(session) : null;
        Set(Flags.SgxEpc, sgx is not null);

        (HostCpuExpansion? hostCpu, IReadOnlyList<string> hyperv) = AskHostCpu(session, arch, accelerated);

        Set(Flags.CanonicalCpuFeatures, flags.Contains(Flags.CpuUnavailableFeatures));
        Set(Flags.Ncr53c90, arch is "sparc" or "m68k" or "mips");

        DomainType firstType = flags.Contains(Flags.Kvm) ? DomainType.Kvm : hvf ? DomainType.Hvf : DomainType.Qemu;
        var tables = new List<(DomainType Type, AcceleratorCapabilities Tables)> { (firstType, new(machines, cpus, hostCpu)) };
        if (firstType != DomainType.Qemu && flags.Contains(Flags.Tcg))
        {
            tables.Add((DomainType.Qemu, RunWithTcg(second(), arch)));
        }

        return new(emulatorPath, arch, version, package, flags, tables, gic, sev, sgx, hyperv);
    }

    private AcceleratorCapabilities RunWithTcg(IQmpSession tcg, string arch)
    {
        Ask(tcg, "qmp_capabilities");
        IReadOnlyList<QemuCpuDefinition> cpus = AskCpus(tcg, arch);
        (HostCpuExpansion? hostCpu, _) = AskHostCpu(tcg, arch, accelerated: false);
        return new(MachineProbe.Read(Ask(tcg, "query-machines"), arch), cpus, hostCpu);
    }

    private (int Version, string Package) AskVersion()
    {
        JsonElement reply = Ask("query-version");
        JsonElement qemu = reply.GetProperty("qemu");
        int version = (qemu.GetProperty("major").GetInt32() * 1_000_000) + (qemu.GetProperty("minor").GetInt32() * 1_000) + qemu.GetProperty("micro")
            .GetInt32();
        if (version < QemuCapabilities.OldestVersion)
        {
            throw new CapabilityProbeException($"QEMU {version / 1_000_000}.{version / 1_000 % 1_000}.{version % 1_000} is too old: 6.2.0 or later is needed.");
        }

        return (version, reply.GetProperty("package").GetString() ?? "");
    }

    private void AskSchema()
    {
        var schema = new SchemaPath(Ask("query-qmp-schema"));
        foreach ((string flag, string[] paths) in SchemaFlags.Paths)
        {
            Set(flag, Array.TrueForAll(paths, schema.Exists));
        }
    }

    /// <summary>
    /// Whether QEMU runs with KVM; newer ones tell it of all accelerators at once (versions.md 2). With older ones libvirt takes the first run for an
    /// accelerated one before it knows better, and so asks for "host" even where there is only TCG.
    /// </summary>
    /// <returns>What the first run is taken for.</returns>
    private bool AskAccelerators()
    {
        if (AskList("query-accelerators") is { } accelerators)
        {
            JsonElement enabled = accelerators.GetProperty("enabled");
            Set(Flags.Kvm, enabled.ValueEquals("kvm"));
            return !enabled.ValueEquals("tcg");
        }

        JsonElement kvm = Ask("query-kvm");
        Set(Flags.Kvm, kvm.GetProperty("enabled").GetBoolean() && kvm.GetProperty("present").GetBoolean());
        return true;
    }

    private void AskTypes()
    {
        JsonElement reply = Ask("qom-list-types");
        var types = new HashSet<string>(reply.GetArrayLength(), StringComparer.Ordinal);
        foreach (JsonElement item in reply.EnumerateArray())
        {
            types.Add(item.GetProperty("name").GetString()!);
        }

        foreach ((string flag, string[] any) in TypeFlags.Rules)
        {
            Set(flag, Array.Exists(any, types.Contains));
        }
    }

    private void AskProperties(string command, DeviceProbe probe)
    {
        if (probe.OnlyWith is { } condition && !flags.Contains(condition))
        {
            return;
        }

        AskProperties(command, probe.Type, probe.Flags);
    }

    private void AskProperties(string command, string type, PropertyFlag[] rules)
    {
        QmpReply reply = session.Execute(command, $$"""{"typename":"{{type}}"}""");
        if (reply.IsError)
        {
            if (reply.ErrorClass is not ("DeviceNotFound" or "CommandNotFound"))
            {
                throw Failed(command, reply);
            }

            return;
        }

        if (rules.Length == 0)
        {
            return;
        }

        foreach (JsonElement item in reply.Value.EnumerateArray())
        {
            JsonElement name = item.GetProperty("name");
            foreach (PropertyFlag rule in rules)
            {
                if (name.ValueEquals(rule.Property) &&
                    (!rule.DefaultIsFalse || (item.TryGetProperty("default-value", out JsonElement value) && value.ValueKind == JsonValueKind.False)))
                {
                    flags.Add(rule.Flag);
                }
            }
        }
    }

    private void AskMachineProperties(IReadOnlyList<QemuMachine> machines, string arch)
    {
        var tables = new AcceleratorCapabilities(machines, [], null);
        foreach ((string machine, PropertyFlag[] rules) in ObjectPropertyFlags.Machines)
        {
            string canonical = tables.CanonicalMachineName(machine);
            bool asked = machine switch
            {
                "none" => true,
                "generic-pc" => Architectures.IsX86(arch),
                _ => tables.FindMachine(canonical) is not null,
            };
            if (asked)
            {
                AskProperties("qom-list-properties", canonical + "-machine", rules);
            }
        }
    }

    private IReadOnlyList<QemuCpuDefinition> AskCpus(IQmpSession from, string arch)
    {
        if (!flags.Contains(Flags.QueryCpuDefinitions))
        {
            return [];
        }

        QmpReply reply = from.Execute("query-cpu-definitions");
        if (reply.IsError)
        {
            return reply.ErrorClass == "GenericError" ? [] : throw Failed("query-cpu-definitions", reply);
        }

        IReadOnlyList<QemuCpuDefinition> cpus = CpuDefinitionProbe.Read(reply.Value, arch);
        foreach (QemuCpuDefinition cpu in cpus)
        {
            if (cpu.Name == "max")
            {
                flags.Add(Flags.CpuMax);
            }
        }

        return cpus;
    }

    private (HostCpuExpansion? Cpu, IReadOnlyList<string> Hyperv) AskHostCpu(IQmpSession from, string arch, bool accelerated) =>
        flags.Contains(Flags.QueryCpuModelExpansion)
            ? HostCpuProbe.Ask(from, arch, accelerated, flags.Contains(Flags.QueryCpuModelExpansionDeprecatedProps))
            : (null, []);

    /// <summary>Null where QEMU has no such command.</summary>
    private JsonElement? AskList(string command)
    {
        QmpReply reply = session.Execute(command);
        return !reply.IsError ? reply.Value : reply.ErrorClass == "CommandNotFound" ? null : throw Failed(command, reply);
    }

    private void AskOptions()
    {
        foreach (JsonElement item in Ask("query-command-line-options").EnumerateArray())
        {
            JsonElement name = item.GetProperty("option");
            foreach ((string flag, string option, string? parameter) in SchemaFlags.Options)
            {
                if (name.ValueEquals(option) && (parameter is null || HasParameter(item, parameter)))
                {
                    flags.Add(flag);
                }
            }
        }
    }

    private static bool HasParameter(JsonElement option, string name)
    {
        foreach (JsonElement parameter in option.GetProperty("parameters").EnumerateArray())
        {
            if (parameter.GetProperty("name").ValueEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    private void AskMigration()
    {
        if (AskList("query-migrate-capabilities") is not { } capabilities)
        {
            return;
        }

        foreach (JsonElement item in capabilities.EnumerateArray())
        {
            if (item.GetProperty("capability").ValueEquals("rdma-pin-all"))
            {
                flags.Add(Flags.MigrateRdma);
            }
        }
    }

    private void Set(string flag, bool there)
    {
        if (there)
        {
            flags.Add(flag);
        }
        else
        {
            flags.Remove(flag);
        }
    }

    private JsonElement Ask(string command) => Ask(session, command);

    private static JsonElement Ask(IQmpSession from, string command)
    {
        QmpReply reply = from.Execute(command);
        return reply.IsError ? throw Failed(command, reply) : reply.Value;
    }
}
