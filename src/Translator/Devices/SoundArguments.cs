using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Sound cards with codecs (item 45).</summary>
internal static class SoundArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
