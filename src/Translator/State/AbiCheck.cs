using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.State;

/// <summary>
/// Whether a saved guest, or one that moves, can go on under another definition: everything that the guest itself sees has to be the same (guest-state.md 1.6).
/// Sources of disks and networks, graphics, titles and tuning may change.
/// </summary>
public static class AbiCheck
{
    /// <param name="source">What the guest was saved with, completed.</param>
    /// <param name="target">What it is to go on with, completed.</param>
    /// <exception cref="DomainException">The first difference, in libvirt's order and words.</exception>
    public static void Run(Domain source, Domain target)
    {
        SameQuoted("virt type", DomainType.Names[target.Type], DomainType.Names[source.Type]);
        Same("uuid", target.Uuid, source.Uuid);
        Same("genid", target.GenId, source.GenId);
        SameQuoted("name", target.Name, source.Name);
        Same("max memory", target.MemoryKiB ?? 0, source.MemoryKiB ?? 0);
        Same("memory slots", target.MemorySlots, source.MemorySlots);
        Same("maximum memory size", target.MaxMemoryKiB ?? 0, source.MaxMemoryKiB ?? 0);
        SameSection("NUMA topology", source, target, (from, to) =>
            to.Cpu = from.Cpu?.Numa is { } numa ? new DomainParser.Model.Cpu { Numa = numa, Mode = CpuMode.Custom } : null);
        Same("vCPU max", target.Vcpus.Maximum, source.Vcpus.Maximum);
        Same("OS type", target.Os.Type, source.Os.Type);
        Same("architecture", target.Os.Arch, source.Os.Arch);
        Same("machine type", target.Os.Machine, source.Os.Machine);
        Same("SMBIOS mode", target.Os.SmbiosMode, source.Os.SmbiosMode);
        SameSection("features", source, target, (from, to) => to.Features = from.Features);
        SameSection("timers", source, target, (from, to) => to.Clock.Timers.AddRange(from.Clock.Timers));
        SameSection("CPU", source, target, (from, to) => to.Cpu = from.Cpu);
        SameCount("sysinfo", target.Sysinfos, source.Sysinfos);
        SameSection("sysinfo", source, target, (from, to) => to.Sysinfos.AddRange(from.Sysinfos));
        AbiDevices.Run(source, target);
    }

    /// <summary>One value of the whole guest.</summary>
    internal static void Same<T>(string what, T target, T source)
    {
        if (!EqualityComparer<T>.Default.Equals(target, source))
        {
            throw Differs($"domain {what} {Text(target)}", Text(source));
        }
    }

    internal static void SameCount<T>(string what, IReadOnlyCollection<T> target, IReadOnlyCollection<T> source) =>
        Same(what + " count", target.Count, source.Count);

    internal static DomainException Differs(string target, string source) => DomainException.Unsupported($"Target {target} does not match source {source}");

    internal static string Text<T>(T value) => value switch
    {
        null => "default",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static void SameQuoted(string what, string target, string source)
    {
        if (target != source)
        {
            throw Differs($"domain {what} '{target}'", $"'{source}'");
        }
    }

    /// <summary>A part of the guest that is the same where it is written the same.</summary>
    private static void SameSection(string what, Domain source, Domain target, Action<Domain, Domain> copy)
    {
        if (Written(target, copy) != Written(source, copy))
        {
            throw DomainException.Unsupported($"Target domain {what} does not match source");
        }
    }

    private static string Written(Domain domain, Action<Domain, Domain> copy)
    {
        var part = new Domain();
        copy(domain, part);
        return DomainWriter.Write(part);
    }
}
