using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Cryptos;

/// <summary>What a crypto device needs of QEMU (devices.md 8).</summary>
internal static class CryptoRules
{
    public static void Check(TranslationContext context)
    {
        foreach (Crypto crypto in context.Domain.Cryptos)
        {
            Require(context.Capabilities.Has(Flags.VirtioCrypto), crypto, "this QEMU doesn't support virtio-based crypto devices");
            Require(crypto.Backend != CryptoBackend.Lkcf || context.Capabilities.Has(Flags.CryptodevBackendLkcf), crypto,
                "crypto backend lkcf is not supported");
        }
    }
}
