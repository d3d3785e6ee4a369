using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Hubs;

/// <summary>USB hubs (devices.md 7.2).</summary>
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
