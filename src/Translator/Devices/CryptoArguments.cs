using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Crypto devices (item 60).</summary>
internal static class CryptoArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
