using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Storage;

/// <summary>The guest's own helper for SCSI persistent reservations (storage.md 10).</summary>
internal static class PersistentReservations
{
    public const string ManagedHelperId = "pr-helper0";

    /// <summary>The object of the managed helper, where some image uses it.</summary>
    public static void AddManagedHelper(CommandLineBuilder builder)
    {
        if (IsNeeded(builder.Domain))
        {
            string socket = SocketPath(builder.Context);
            builder.AddObject(CommandLineBuilder.Object("pr-manager-helper", ManagedHelperId).Add("path", socket));
            builder.Plan.Helpers.Add(new PlannedHelper("qemu-pr-helper", builder.Context.Settings.Confinement.PersistentReservationHelper
                ?? Program(builder.Context.Host), ["-k", socket])
            { WaitForSocket = socket });
        }
    }

    public static string SocketPath(TranslationContext context) => context.Paths.DomainDirectory + "/pr-helper0.sock";

    /// <summary>On PATH, or where distributions keep QEMU's helpers.</summary>
    private static string Program(IHostFacts host) =>
        host.FindProgram("qemu-pr-helper") ?? host.FindProgram("/usr/libexec/qemu-pr-helper") ?? host.FindProgram("/usr/lib/qemu/qemu-pr-helper")
            ?? "qemu-pr-helper";

    public static bool IsNeeded(Domain domain)
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
