using System.Globalization;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>What a launch of a guest has beside the usual when its state comes out of an image (guest-state.md 1.5).</summary>
public static class RestorePlan
{
    /// <summary>QEMU is told only on its monitor where the state comes from.</summary>
    public const string IncomingUri = "defer";

    /// <summary>Adds descriptors, arguments and monitor steps to the plan. They come behind everything else that the guest is told before it runs.</summary>
    /// <param name="plan">Of the launch; made with <see cref="IncomingUri"/>.</param>
    /// <param name="format">The stream's.</param>
    /// <param name="offset">Where it begins in the file.</param>
    /// <param name="stream">The number of the descriptor that the stream is read from.</param>
    /// <param name="direct">The number of one around the page cache; null: there is none.</param>
    /// <param name="channels">Streams beside one another for the sparse format; 0 = one.</param>
    /// <param name="context">What the plan was made with.</param>
    public static void Extend(LaunchPlan plan, SaveFormat format, long offset, int stream, int? direct, int channels, TranslationContext context)
    {
        bool sparse = format == SaveFormat.Sparse;
        int fdSet = sparse ? context.FdSets.Take() : 0;
        plan.Resources.Add(new CallersFd("restore", stream));
        string uri = string.Create(CultureInfo.InvariantCulture, $"fd:{stream}");
        if (sparse)
        {
            AddFd(plan, fdSet, stream, "libvirt-incoming-migrate-buffered-fd");
            if (direct is { } number)
            {
                plan.Resources.Add(new CallersFd("restore-direct", number));
                AddFd(plan, fdSet, number, "libvirt-incoming-migratedirect-io-fd");
            }

            uri = string.Create(CultureInfo.InvariantCulture, $"file:/dev/fdset/{fdSet},offset=0x{offset:x}");
        }

        List<PlanStep> steps = plan.StepsBeforeRunning;
        if (sparse)
        {
            // a fresh QEMU has all of them off
            string[] on = [MigrationCapabilities.MultiFd, MigrationCapabilities.MappedRam];
            steps.Add(new QmpStep("migrate-set-capabilities", MigrationCapabilities.Arguments(on.ToHashSet(), on)));
            PropertyBag parameters = new PropertyBag().Add("multifd-channels", Math.Max(1, channels));
            steps.Add(new QmpStep("migrate-set-parameters", direct is null ? parameters : parameters.Add("direct-io", true)));
        }

        steps.Add(new QmpStep("migrate-incoming",
            new PropertyBag().Add("uri", uri).Add("exit-on-error", context.Capabilities.Has(Flags.MigrateIncomingExitOnError) ? false : null)));
        steps.Add(new WaitForMigration("start"));
    }

    private static void AddFd(LaunchPlan plan, int set, int number, string opaque) =>
        plan.Arguments.Add(new PlanArgument("-add-fd", new TextValue(string.Create(CultureInfo.InvariantCulture, $"set={set},fd={number},opaque={opaque}"))));
}
