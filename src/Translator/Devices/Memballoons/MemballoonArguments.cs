using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Memballoons;

/// <summary>The memory balloon, and what it is told before the guest runs (devices.md 8.3, startup.md 8 steps 11 and 12).</summary>
internal static class MemballoonArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.Memballoon is not { Model: not MemballoonModel.None } balloon)
        {
            return;
        }

        VirtioModel? model = balloon.Model switch
        {
            MemballoonModel.VirtioTransitional => VirtioModel.VirtioTransitional,
            MemballoonModel.VirtioNonTransitional => VirtioModel.VirtioNonTransitional,
            MemballoonModel.Virtio => null,
            _ => throw DomainException.Unsupported("Memory balloon device type 'xen' is not supported by this version of qemu", balloon.Position),
        };
        PropertyBag bag = new PropertyBag().Add("driver", VirtioDriver.Name("virtio-balloon", balloon, builder.Context, model));
        VirtioDriver.AddOptions(bag, balloon.Virtio)
            .Add("id", balloon.Alias)
            .Add("deflate-on-oom", balloon.AutoDeflate)
            .Add("free-page-reporting", balloon.FreePageReporting);
        ZpciArguments.Add(builder, balloon);
        builder.AddDevice(AddressProperties.Add(bag, balloon, builder.Context));
        AddSteps(builder, balloon);
    }

    private static void AddSteps(CommandLineBuilder builder, Memballoon balloon)
    {
        if (balloon.StatsPeriodSeconds > 0)
        {
            PropertyBag set = new PropertyBag().Add("path", "/machine/peripheral/" + balloon.Alias).Add("property", "guest-stats-polling-interval")
                .Add("value", balloon.StatsPeriodSeconds);
            builder.Plan.StepsBeforeRunning.Add(new QmpStep("qom-set", set) { IgnoreErrors = true, Purpose = "setting the memory statistics period" });
        }

        if (builder.Domain.CurrentMemoryKiB is { } current)
        {
            builder.Plan.StepsBeforeRunning.Add(new QmpStep("balloon", new PropertyBag().Add("value", current * 1024))
            {
                IgnoreErrors = true,
                Purpose = "setting the current memory"
            });
        }
    }
}
