using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>A guest's UEFI variables: copied from their template once, never half written (startup.md 3, step 20). They outlive the guest.</summary>
internal static class NvramFile
{
    public static void MakeWhereMissing(PlannedFile file, FileOwner? owner, CleanupJournal journal)
    {
        if (File.Exists(file.Path))
        {
            return;
        }

        if (file.Template is not { } template)
        {
            throw new GuestException($"operation failed: unable to find any master var store for '{file.Path}'");
        }

        Files.MakeDirectory(Path.GetDirectoryName(file.Path)!, FileModes.PublicDirectory);
        byte[] variables;
        try
        {
            variables = File.ReadAllBytes(template);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GuestException($"Unable to read the NVRAM template '{template}': {e.Message}", e);
        }

        journal.AddFor(CleanupJournal.UntilStarted, CleanupAction.File(file.Path));
        Files.WriteAtomically(file.Path, variables, file.Mode, durable: true, owner);
    }
}
