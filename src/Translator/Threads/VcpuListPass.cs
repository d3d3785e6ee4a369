using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Threads;

/// <summary>The rules of &lt;vcpus&gt; (completion.md 4.4).</summary>
internal sealed class VcpuListPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Vcpus vcpus = context.Domain.Vcpus;
        if (context.Domain.Cpu?.Topology is { } topology)
        {
            Topology(context.Domain, topology);
        }

        if (vcpus.Individual.Count == 0)
        {
            return;
        }

        Boot(vcpus);
        int ordered = 0;
        int online = 0;
        foreach (Vcpu vcpu in vcpus.Individual)
        {
            if (!vcpu.Enabled)
            {
                continue;
            }

            online++;
            ordered += vcpu.Order is null ? 0 : 1;
        }

        if (ordered != 0 && ordered != online)
        {
            throw DomainException.Unsupported("all vCPUs that are online must have an order set, or all have it unset", vcpus.Position);
        }

        Order(vcpus);
    }

    private static void Topology(Domain domain, CpuTopology topology)
    {
        ulong product = (ulong)topology.Sockets * topology.Dies * Math.Max(topology.Clusters, 1) * topology.Cores * topology.Threads;
        if (product != domain.Vcpus.Maximum)
        {
            throw DomainException.Unsupported($"CPU topology doesn't match maximum vcpu count: it makes {product}, the count is {domain.Vcpus.Maximum}",
                topology.Position);
        }

        // on pSeries all threads of a core come and go together
        if (domain.IsPseries() && domain.Vcpus.OnlineCount % topology.Threads != 0)
        {
            throw DomainException.Unsupported($"vCPUs count must be a multiple of the vCPU hotplug granularity ({topology.Threads})", domain.Vcpus.Position);
        }
    }

    private static void Boot(Vcpus vcpus)
    {
        Vcpu? first = vcpus.Individual.Find(v => v.Id == 0);
        if (first is not { Enabled: true })
        {
            throw DomainException.Unsupported("vCPU 0 can't be offline", first?.Position ?? vcpus.Position);
        }

        if (first.Hotpluggable == true)
        {
            throw DomainException.Unsupported("vCPU 0 can't be hotpluggable", first.Position);
        }

        if (first.Order is not (null or 1))
        {
            throw DomainException.Unsupported("vCPU 0 must be enabled first", first.Position);
        }
    }

    /// <summary>
    /// vCPUs of which it is said that they cannot be unplugged come up with the guest, so they are before the others, offline ones too, and in order.
    /// One of which nothing is said may stand anywhere (so libvirt 11.3, black box).
    /// </summary>
    private static void Order(Vcpus vcpus)
    {
        uint before = 0;
        bool hotpluggableSeen = false;
        foreach (Vcpu vcpu in vcpus.Individual)
        {
            if (vcpu is { Enabled: false, Hotpluggable: false })
            {
                throw DomainException.Unsupported($"vcpu '{vcpu.Id}' is both offline and not hotpluggable", vcpu.Position);
            }

            hotpluggableSeen |= vcpu.Hotpluggable == true;
            if (vcpu.Hotpluggable == false && (hotpluggableSeen || vcpu.Order < before))
            {
                throw DomainException.Unsupported($"online non-hotpluggable vcpus need to be ordered from beginning: vcpu '{vcpu.Id}' is not", vcpu.Position);
            }

            if (vcpu.Hotpluggable != true)
            {
                before = vcpu.Order ?? before;
            }
        }
    }
}
