using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Panics;

/// <summary>Panic devices (devices.md 8.5). hyperv is part of -cpu, pseries and s390 of the machine.</summary>
internal static class PanicArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Panic panic in builder.Domain.Panics)
        {
            switch (panic.Model)
            {
                case PanicModel.Isa:
                    builder.AddDevice(new PropertyBag().Add("driver", "pvpanic").Add("ioport", panic.Address is IsaAddress isa ? isa.Iobase : (uint?)null));
                    break;
                case PanicModel.Pvpanic:
                    builder.AddDevice(AddressProperties.Add(new PropertyBag().Add("driver", "pvpanic-pci"), panic, builder.Context));
                    break;
            }
        }
    }
}
