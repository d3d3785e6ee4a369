using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Disks;

/// <summary>The floppy controller: the drives' boot indexes belong to it (storage.md 8.6).</summary>
internal static class FloppyArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        uint bootA = 0;
        uint bootB = 0;
        bool any = false;
        foreach (Disk disk in builder.Domain.Disks)
        {
            if (disk.Bus != DiskBus.Fdc)
            {
                continue;
            }

            any = true;
            if (disk.Address is DriveAddress { Unit: not 0 })
            {
                bootB = disk.EffectiveBootIndex;
            }
            else
            {
                bootA = disk.EffectiveBootIndex;
            }
        }

        if (!any)
        {
            return;
        }

        if (builder.Domain.IsQ35())
        {
            builder.AddDevice(new PropertyBag().Add("driver", "isa-fdc").AddPositive("bootindexA", bootA).AddPositive("bootindexB", bootB));
            return;
        }

        AddGlobal(builder, "bootindexA", bootA);
        AddGlobal(builder, "bootindexB", bootB);
    }

    private static void AddGlobal(CommandLineBuilder builder, string property, uint value)
    {
        if (value != 0)
        {
            builder.Add("-global", new OptionText().Add("isa-fdc." + property, (long)value));
        }
    }
}
