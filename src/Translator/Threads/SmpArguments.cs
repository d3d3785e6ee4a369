using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Threads;

/// <summary>-smp (core-arguments.md 10).</summary>
internal static class SmpArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        Vcpus vcpus = builder.Domain.Vcpus;
        uint atStart = AtStart(vcpus);
        var option = new OptionText(atStart.ToString(System.Globalization.CultureInfo.InvariantCulture));
        option.Add("maxcpus", atStart == vcpus.Maximum ? null : vcpus.Maximum);
        if (builder.Domain.Cpu?.Topology is not { } topology)
        {
            builder.Add("-smp", option.Add("sockets", vcpus.Maximum).Add("cores", "1").Add("threads", "1"));
            return;
        }

        option.Add("sockets", topology.Sockets);
        Level(builder, option, "dies", topology.Dies, Flags.SmpDies, topology.Position);
        if (builder.Context.Rules.TopologyHasClusters)
        {
            Level(builder, option, "clusters", topology.Clusters, Flags.SmpClusters, topology.Position);
        }

        builder.Add("-smp", option.Add("cores", topology.Cores).Add("threads", topology.Threads));
    }

    /// <summary>vCPUs that can be unplugged are added later, through the monitor.</summary>
    private static uint AtStart(Vcpus vcpus)
    {
        if (vcpus.Individual.Count == 0)
        {
            return vcpus.OnlineCount;
        }

        uint count = 0;
        foreach (Vcpu vcpu in vcpus.Individual)
        {
            count += vcpu is { Enabled: true, Hotpluggable: not true } ? 1u : 0;
        }

        return count;
    }

    private static void Level(CommandLineBuilder builder, OptionText option, string name, uint count, string flag, SourcePosition position)
    {
        if (builder.Capabilities.Has(flag))
        {
            option.Add(name, count);
        }
        else if (count > 1)
        {
            throw DomainException.Unsupported($"only 1 for the number of {name} is supported by this QEMU", position);
        }
    }
}
