using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Memory;

/// <summary>-m, the default RAM backend, -overcommit (core-arguments.md 8).</summary>
internal static class MemoryArguments
{
    /// <summary>Without memory hotplug -m is a multiple of this many KiB.</summary>
    private const ulong PlainGranularityKiB = 512;

    public static void Add(CommandLineBuilder builder)
    {
        Domain domain = builder.Domain;
        ulong initial = GuestMemory.InitialKiB(domain);
        if (!builder.Context.Rules.MemorySizeIsProperty && !GuestMemory.HasHotplug(domain))
        {
            builder.Add("-m", (initial / 1024).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            builder.Add("-m", SizeOption(domain, initial));
        }

        if (domain.Cpu?.Numa is null)
        {
            if (builder.Machine?.DefaultRamId is { } ramId)
            {
                MemoryBackend.Create(builder, ramId, node: null, initial).AddTo(builder);
            }
            else
            {
                AddLegacy(builder);
            }
        }

        builder.Add("-overcommit", new OptionText().Add("mem-lock", domain.MemoryBacking is { Locked: true }));
    }

    private static OptionText SizeOption(Domain domain, ulong initialKiB)
    {
        var option = new OptionText();
        return GuestMemory.HasHotplug(domain)
            ? option.Add("size", KiB(initialKiB)).Add("slots", domain.MemorySlots > 0 ? domain.MemorySlots : (long?)null)
                .Add("maxmem", domain.MaxMemoryKiB is { } maximum ? KiB(maximum) : null)
            : option.Add("size", KiB(initialKiB / PlainGranularityKiB * PlainGranularityKiB));
    }

    /// <summary>-mem-prealloc and -mem-path, for machines whose memory is no object.</summary>
    public static void AddLegacy(CommandLineBuilder builder)
    {
        Domain domain = builder.Domain;
        MemoryBacking? backing = domain.MemoryBacking;
        (ulong SizeKiB, bool Required)? page = FirstHugePage(builder);
        if (!builder.MemPreallocEmitted && (backing?.Allocation == MemoryAllocation.Immediate || page is not null))
        {
            builder.Add("-mem-prealloc");
            builder.MemPreallocEmitted = true;
        }

        if (page is { } huge)
        {
            string directory = GuestMemory.HugePageDirectory(builder.Context, huge.SizeKiB, backing!.Position);
            GuestMemory.PlanDirectory(builder, directory);
            builder.Add("-mem-path", directory);
        }
        else if (backing?.Source == MemorySource.File)
        {
            GuestMemory.PlanDirectory(builder, builder.Context.Paths.MemoryDirectory);
            builder.Add("-mem-path", builder.Context.Paths.MemoryDirectory + "/ram");
        }
    }

    private static (ulong SizeKiB, bool Required)? FirstHugePage(CommandLineBuilder builder)
    {
        if (builder.Domain.MemoryBacking is not { HugePages: [var first, ..] })
        {
            return null;
        }

        return first.Nodeset is null
            ? GuestMemory.HugePage(builder.Domain, builder.Context.Host, node: null)
            : GuestMemory.HugePage(builder.Domain, builder.Context.Host, first.Nodeset.Minimum);
    }

    private static string KiB(ulong kib) => kib.ToString(CultureInfo.InvariantCulture) + "k";
}
