using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Cpu;

/// <summary>-cpu (item 11).</summary>
internal static class CpuArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
