namespace VirshLite.Translator.CommandLine;

/// <summary>Vmcoreinfo (item 53).</summary>
internal static class VmcoreinfoArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
