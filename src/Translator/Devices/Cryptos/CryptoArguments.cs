using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Cryptos;

/// <summary>Crypto devices (devices.md 8.10).</summary>
internal static class CryptoArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Crypto crypto in builder.Domain.Cryptos)
        {
            string backend = "obj" + crypto.Alias;
            string type = crypto.Backend == CryptoBackend.Lkcf ? "cryptodev-backend-lkcf" : "cryptodev-backend-builtin";
            builder.AddObject(CommandLineBuilder.Object(type, backend).AddPositive("queues", crypto.Queues));
            PropertyBag bag = new PropertyBag().Add("driver", VirtioDriver.Name("virtio-crypto", crypto, builder.Context));
            VirtioDriver.AddOptions(bag, crypto.Virtio).Add("cryptodev", backend).Add("id", crypto.Alias);
            ZpciArguments.Add(builder, crypto);
            builder.AddDevice(AddressProperties.Add(bag, crypto, builder.Context));
        }
    }
}
