using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Watchdogs;

/// <summary>Watchdogs and what happens when one fires (devices.md 8.4). The itco one is part of the chipset.</summary>
internal static class WatchdogArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        List<Watchdog> watchdogs = builder.Domain.Watchdogs;
        if (watchdogs.Count == 0)
        {
            return;
        }

        bool itco = false;
        foreach (Watchdog watchdog in watchdogs)
        {
            if (watchdog.Model == WatchdogModel.Itco)
            {
                itco = true;
                continue;
            }

            PropertyBag bag = new PropertyBag().Add("driver", WatchdogModel.Names[watchdog.Model]).Add("id", watchdog.Alias);
            if (watchdog.Model == WatchdogModel.I6300esb)
            {
                AddressProperties.Add(bag, watchdog, builder.Context);
            }

            ZpciArguments.Add(builder, watchdog);
            builder.AddDevice(bag);
        }

        if (itco)
        {
            builder.Add("-global", "ICH9-LPC.noreboot=off");
        }

        // QEMU has no dump: the guest is paused and whoever watches it dumps it
        WatchdogAction action = watchdogs[0].Action;
        builder.Add("-watchdog-action", WatchdogAction.Names[action == WatchdogAction.Dump ? WatchdogAction.Pause : action]);
    }
}
