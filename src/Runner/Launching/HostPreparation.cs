using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>The files and directories of a start (startup.md 3, steps 19 to 31), each noted in the journal before it is made.</summary>
internal static class HostPreparation
{
    public const UnixFileMode DirectoryMode = FileModes.GroupDirectory;
    private const UnixFileMode PermanentMode = FileModes.PublicDirectory;

    /// <summary>What a plan cannot do without, checked before anything is made.</summary>
    public static void CheckRequirements(LaunchPlan plan)
    {
        foreach (HostRequirement requirement in plan.Requirements)
        {
            if (Libc.access(requirement.Path, 0) < 0)
            {
                throw new GuestException($"{requirement.Why}: '{requirement.Path}': {Errno.Text(Errno.Last)}");
            }
        }
    }

    /// <summary>The directories that stay when guests go.</summary>
    public static void MakePermanentDirectories(Settings settings)
    {
        Files.MakeDirectory(settings.LibDirectory, PermanentMode);
        Files.MakeDirectory(settings.StateDirectory, PermanentMode);
        Files.MakeDirectory(settings.ChannelDirectory, PermanentMode);
        Files.MakeDirectory(settings.LogDirectory, PermanentMode);
    }

    public static void MakeDirectories(LaunchPlan plan, RunAs? owner, CleanupJournal journal)
    {
        MakeDirectory(new PlannedDirectory(plan.Paths.DomainDirectory, DirectoryMode), owner, journal);
        foreach (PlannedDirectory directory in plan.Directories)
        {
            if (directory.Path != plan.Paths.DomainDirectory)
            {
                MakeDirectory(directory, owner, journal);
            }
        }
    }

    public static void MakeFiles(LaunchPlan plan, RunAs? owner, CleanupJournal journal)
    {
        foreach (PlannedFile file in plan.Files)
        {
            switch (file.Kind)
            {
                case PlannedFileKind.Content:
                    MakeContent(file, owner, journal);
                    break;
                case PlannedFileKind.NvramFromTemplate:
                    NvramFile.MakeWhereMissing(file, owner);
                    break;
                case PlannedFileKind.Sized:
                    MakeSized(file, owner);
                    break;
            }
        }
    }

    private static void MakeDirectory(PlannedDirectory directory, RunAs? owner, CleanupJournal journal)
    {
        if (!Directory.Exists(directory.Path))
        {
            journal.Add(CleanupAction.Tree(directory.Path));
            Files.MakeDirectory(directory.Path, directory.Mode);
            Files.SetMode(directory.Path, directory.Mode);
            owner?.Take(directory.Path);
        }
    }

    private static void MakeContent(PlannedFile file, RunAs? owner, CleanupJournal journal)
    {
        Files.MakeDirectory(Path.GetDirectoryName(file.Path)!, PermanentMode);
        journal.Add(CleanupAction.File(file.Path));
        Files.WriteAtomically(file.Path, file.Content ?? [], file.Mode);
        owner?.Take(file.Path);
    }

    private static void MakeSized(PlannedFile file, RunAs? owner)
    {
        if (File.Exists(file.Path))
        {
            return;
        }

        Files.MakeDirectory(Path.GetDirectoryName(file.Path)!, PermanentMode);
        using (FileDescriptor created = Files.CreateNew(file.Path, file.Mode))
        {
            Files.SetSize(created, file.Size, file.Path);
        }

        owner?.Take(file.Path);
    }
}
