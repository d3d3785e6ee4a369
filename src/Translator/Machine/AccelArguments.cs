using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Machine;

/// <summary>-accel and the TSEG global (core-arguments.md 7 and 16).</summary>
internal static class AccelArguments
{
    private const ulong KiBPerMiB = 1024;

    public static void Add(CommandLineBuilder builder)
    {
        Features features = builder.Domain.Features;
        builder.Add("-accel", builder.Domain.Type switch
        {
            DomainType.Kvm => new OptionText("kvm").Add("dirty-ring-size", features.Kvm is { DirtyRing: true } kvm ? kvm.DirtyRingSize : (long?)null),
            DomainType.Hvf => new OptionText("hvf"),
            _ => new OptionText("tcg").Add("tb-size", features.TbCacheKiB is { } kib ? (long)(kib / KiBPerMiB) : null),
        });
        if (features is { Smm: true, TsegBytes: { } bytes })
        {
            builder.Add("-global", new OptionText().Add("mch.extended-tseg-mbytes", (long)(bytes / (KiBPerMiB * 1024))));
        }
    }
}
