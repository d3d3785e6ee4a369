using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Storage;

/// <summary>Throttle-group objects (core-arguments.md 10); groups without any limit are left out.</summary>
internal static class ThrottleGroupArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (ThrottleGroup group in builder.Domain.ThrottleGroups)
        {
            if (!group.Limits.IsEmpty)
            {
                builder.AddObject(CommandLineBuilder.Object("throttle-group", IdOf(group.Name)).Add("limits", Limits(group.Limits)));
            }
        }
    }

    /// <summary>The object's id, by the group's name.</summary>
    public static string IdOf(string group) => "throttle-" + group;

    /// <summary>The object's limits; lengths of bursts only where they are set.</summary>
    public static PropertyBag Limits(ThrottleLimits l) => new PropertyBag()
        .Add("bps-total", l.TotalBytesSec)
        .Add("bps-read", l.ReadBytesSec)
        .Add("bps-write", l.WriteBytesSec)
        .Add("iops-total", l.TotalIopsSec)
        .Add("iops-read", l.ReadIopsSec)
        .Add("iops-write", l.WriteIopsSec)
        .Add("bps-total-max", l.TotalBytesSecMax)
        .Add("bps-read-max", l.ReadBytesSecMax)
        .Add("bps-write-max", l.WriteBytesSecMax)
        .Add("iops-total-max", l.TotalIopsSecMax)
        .Add("iops-read-max", l.ReadIopsSecMax)
        .Add("iops-write-max", l.WriteIopsSecMax)
        .Add("iops-size", l.SizeIopsSec)
        .AddPositive("bps-total-max-length", l.TotalBytesSecMaxLength)
        .AddPositive("bps-read-max-length", l.ReadBytesSecMaxLength)
        .AddPositive("bps-write-max-length", l.WriteBytesSecMaxLength)
        .AddPositive("iops-total-max-length", l.TotalIopsSecMaxLength)
        .AddPositive("iops-read-max-length", l.ReadIopsSecMaxLength)
        .AddPositive("iops-write-max-length", l.WriteIopsSecMaxLength);
}
