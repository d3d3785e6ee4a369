using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>The directories that stay when guests go.</summary>
internal static class PermanentDirectories
{
    public static void Make(Settings settings)
    {
        foreach (string directory in (string[])[settings.LibDirectory, settings.StateDirectory, settings.ChannelDirectory, settings.LogDirectory])
        {
            Files.MakeDirectory(directory, FileModes.PublicDirectory);
        }
    }
}
