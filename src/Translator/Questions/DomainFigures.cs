using System.Text.Json;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Questions;

/// <summary>What was found out of a guest for <c>domstats</c>: QEMU's answers as they came and the host's counters. What is not known is null.</summary>
public sealed record DomainFigures(Domain Domain)
{
    /// <summary>virsh's word.</summary>
    public required string State { get; init; }

    public required string Reason { get; init; }

    /// <summary>False: nothing below is known.</summary>
    public bool IsActive { get; init; }

    /// <summary>Nanoseconds: in all, in programs, in the kernel.</summary>
    public (ulong Total, ulong User, ulong System)? Cpu { get; init; }

    /// <summary>KiB.</summary>
    public ulong ResidentKiB { get; init; }

    /// <summary>By number: is it halted, and nanoseconds it ran, waited and was kept waiting.</summary>
    public IReadOnlyList<VcpuTimes> Vcpus { get; init; } = [];

    /// <summary>By the host's device: bytes, packets, errors and drops, as the guest receives and sends.</summary>
    public IReadOnlyDictionary<string, LinkFigures> Links { get; init; } = new Dictionary<string, LinkFigures>();

    public IReadOnlyList<BlockFigures> Disks { get; init; } = [];

    public JsonElement? Balloon { get; init; }

    public JsonElement? GuestStats { get; init; }

    public JsonElement? IoThreads { get; init; }

    public JsonElement? DirtyRate { get; init; }

    /// <summary>QEMU's own statistics of its vCPUs and of the machine, and what kind each figure is of.</summary>
    public JsonElement? VcpuStats { get; init; }

    public JsonElement? VmStats { get; init; }

    public JsonElement? StatsSchemas { get; init; }
}

/// <summary>Nanoseconds of one vCPU.</summary>
public sealed record VcpuTimes(int Number, int State, int Cpu, ulong RunTime, ulong WaitTime, ulong Delay, bool? Halted);

/// <summary>Counters of an interface as the guest sees them.</summary>
public sealed record LinkFigures(ulong ReceivedBytes, ulong ReceivedPackets, ulong ReceiveErrors, ulong ReceiveDrops, ulong SentBytes, ulong SentPackets,
    ulong SendErrors, ulong SendDrops);
