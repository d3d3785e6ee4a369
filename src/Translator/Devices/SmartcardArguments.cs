using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Smartcards (item 35).</summary>
internal static class SmartcardArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
