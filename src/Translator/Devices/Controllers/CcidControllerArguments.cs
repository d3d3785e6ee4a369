using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>CCID controllers (core-arguments.md 4).</summary>
internal static class CcidControllerArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Controller controller in builder.Domain.Controllers)
        {
            if (controller.Type == ControllerType.Ccid)
            {
                PropertyBag device = new PropertyBag().Add("driver", "usb-ccid").Add("id", controller.Alias);
                AddressProperties.Add(device, controller, builder.Context);
                builder.AddDevice(device);
            }
        }
    }
}
