using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.CommandLine;

/// <summary>Dbus-vmstate and the managed pr-helper (items 5-6).</summary>
internal static class EarlyObjectArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (NeedsPrHelper(builder.Domain))
        {
            builder.AddObject(CommandLineBuilder.Object("pr-manager-helper", "pr-helper0").Add("path", builder.Context.Paths.DomainDirectory + "/pr-helper0.sock"));
        }
    }

    private static bool NeedsPrHelper(Domain domain)
    {
        foreach (Disk disk in domain.Disks)
        {
            for (StorageSource? source = disk.Source; source is not null; source = source.Backing)
            {
                if (source.Reservations is { Managed: true })
                {
                    return true;
                }
            }
        }

        return false;
    }
}
