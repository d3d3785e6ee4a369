using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Watchdogs;

/// <summary>Checks of watchdogs (devices.md 8.4).</summary>
internal static class WatchdogRules
{
    public static void Check(Domain domain, Compatibility rules)
    {
        if (domain.Watchdogs.Find(w => w.Action != domain.Watchdogs[0].Action) is { } odd)
        {
            throw DomainException.Unsupported("watchdogs with different actions are not supported with this QEMU binary", odd.Position);
        }

        for (int i = 0; i < domain.Watchdogs.Count; i++)
        {
            Watchdog watchdog = domain.Watchdogs[i];
            CheckPlace(watchdog, domain, rules);
            for (int j = 0; j < i; j++)
            {
                if (domain.Watchdogs[j].Model == watchdog.Model && watchdog.Model != WatchdogModel.I6300esb)
                {
                    throw DomainException.Unsupported($"There can only be one watchdog of model '{WatchdogModel.Names[watchdog.Model]}'", watchdog.Position);
                }
            }
        }
    }

    private static void CheckPlace(Watchdog watchdog, Domain domain, Compatibility rules)
    {
        string name = WatchdogModel.Names[watchdog.Model];
        switch (watchdog.Model)
        {
            case WatchdogModel.I6300esb when watchdog.Address is not (null or PciAddress):
                throw DomainException.Unsupported("i6300esb supports only PCI address", watchdog.Position);
            case WatchdogModel.Ib700 when !domain.IsI440fx() && (rules.MachinesWithoutPciAreKnown || !domain.IsIsapc()):
                throw DomainException.Unsupported("ib700 model of watchdog cannot be used with this machine type: it is only part of i440fx machine",
                    watchdog.Position);
            case WatchdogModel.Diag288 when !domain.IsS390():
                throw DomainException.Unsupported("diag288 model is only supported on s390 machines", watchdog.Position);
            case WatchdogModel.Itco when !domain.IsQ35():
                throw DomainException.Unsupported("iTCO model is only part of q35 machine", watchdog.Position);
            case not WatchdogModel.I6300esb when watchdog.Address is not null:
                throw DomainException.Unsupported($"{name} model of watchdog is part of the machine and cannot have any address set", watchdog.Position);
        }
    }
}
