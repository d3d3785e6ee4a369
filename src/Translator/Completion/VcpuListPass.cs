using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Completion;

/// <summary>The rules of &lt;vcpus&gt; (completion.md 4.4).</summary>
public sealed class VcpuListPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Vcpus vcpus = context.Domain.Vcpus;
        if (vcpus.Individual.Count == 0)
        {
            return;
        }

        Boot(vcpus);
        var orders = new Dictionary<uint, Vcpu>();
        int online = 0;
        foreach (Vcpu vcpu in vcpus.Individual)
        {
            if (!vcpu.Enabled)
            {
                continue;
            }

            online++;
            if (vcpu.Order is { } order && !orders.TryAdd(order, vcpu))
            {
                throw new DomainException($"vCPU order {order} is used for more than one vCPU", vcpu.Position);
            }
        }

        if (orders.Count != 0 && orders.Count != online)
        {
            throw DomainException.Unsupported("either all online vCPUs have an order or none has", vcpus.Position);
        }

        Order(vcpus);
        Granularity(context.Domain);
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

    /// <summary>vCPUs that cannot be unplugged come up with the guest, so they are before the others and in order.</summary>
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

            if (!vcpu.Enabled)
            {
                continue;
            }

            if (vcpu.Hotpluggable == true)
            {
                hotpluggableSeen = true;
                continue;
            }

            if (vcpu.Order is not { } order)
            {
                continue;
            }

            if (order < before || hotpluggableSeen)
            {
                throw DomainException.Unsupported($"online non-hotpluggable vcpus need to be ordered from beginning: vcpu '{vcpu.Id}' is not", vcpu.Position);
            }

            before = order;
        }
    }

    /// <summary>On pSeries all threads of a core come and go together.</summary>
    private static void Granularity(Domain domain)
    {
        if (!domain.IsPseries() || domain.Cpu?.Topology is not { Threads: > 1 } topology)
        {
            return;
        }

        foreach (Vcpu vcpu in domain.Vcpus.Individual)
        {
            Vcpu? first = domain.Vcpus.Individual.Find(v => v.Id == vcpu.Id / topology.Threads * topology.Threads);
            if (first is not null && first.Enabled != vcpu.Enabled)
            {
                throw DomainException.Unsupported($"vCPU '{vcpu.Id}' belongs to a core whose first thread is in another state: vCPUs are plugged by whole cores of {topology.Threads} threads", vcpu.Position);
            }
        }
    }
}
