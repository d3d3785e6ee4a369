using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Power;

/// <summary>-no-shutdown, -no-acpi, S3 and S4 (core-arguments.md 13).</summary>
internal static class PowerArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        Domain domain = builder.Domain;
        if (!builder.Capabilities.Has(Flags.SetAction) && NeverReboots(domain.Lifecycle))
        {
            builder.Add("-no-reboot");
        }

        builder.Add("-no-shutdown");
        bool inMachine = builder.Context.Rules.AcpiIsMachineProperty && builder.Machine?.Acpi is not null;
        if (domain.Os.Arch is "x86_64" or "i686" or "aarch64" && !inMachine && !domain.Features.Acpi)
        {
            builder.Add("-no-acpi");
        }

        string controller = domain.IsQ35() ? "ICH9-LPC" : "PIIX4_PM";
        Suspend(builder, controller + ".disable_s3", domain.PowerManagement.SuspendToMem);
        Suspend(builder, controller + ".disable_s4", domain.PowerManagement.SuspendToDisk);
    }

    private static bool NeverReboots(Lifecycle lifecycle) =>
        lifecycle is
        {
            OnPoweroff: LifecycleAction.Destroy,
            OnReboot: LifecycleAction.Destroy,
            OnCrash: LifecycleAction.Destroy or LifecycleAction.CoredumpDestroy,
        };

    private static void Suspend(CommandLineBuilder builder, string property, bool? enabled)
    {
        if (enabled is { } on)
        {
            builder.Add("-global", $"{property}={(on ? 0 : 1)}");
        }
    }
}
