using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Hubs;

/// <summary>USB hubs (core-arguments.md 4).</summary>
internal static class HubArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Hub hub in builder.Domain.Hubs)
        {
            PropertyBag device = new PropertyBag().Add("driver", "usb-hub").Add("id", hub.Alias);
            AddressProperties.Add(device, hub, builder.Context);
            builder.AddDevice(device);
        }
    }
}
