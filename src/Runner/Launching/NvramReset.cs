using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary><c>--reset-nvram</c>: a guest's UEFI variables are made anew from their template by the start that follows.</summary>
public static class NvramReset
{
    public static void Of(LaunchPlan plan)
    {
        foreach (PlannedFile file in plan.Files)
        {
            if (file is { Kind: PlannedFileKind.NvramFromTemplate, Template: not null })
            {
                Files.Delete(file.Path);
            }
        }
    }
}
