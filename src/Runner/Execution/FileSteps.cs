using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>The steps of a plan that are about files and directories (startup.md 3, steps 19 to 31); what undoes them by itself is in the journal before they are done.</summary>
/// <param name="owner">QEMU's user, to whom what is made belongs; null = the caller.</param>
internal sealed class FileSteps(RunAs? owner, CleanupJournal journal)
{
    public void Make(PlannedDirectory directory)
    {
        if (!Directory.Exists(directory.Path))
        {
            journal.Add(CleanupAction.Tree(directory.Path));
            Files.MakeDirectory(directory.Path, directory.Mode);
            Files.SetMode(directory.Path, directory.Mode);
            owner?.Take(directory.Path);
        }
    }

    public void Make(PlannedFile file)
    {
        switch (file.Kind)
        {
            case PlannedFileKind.Content:
                MakeContent(file);
                break;
            case PlannedFileKind.NvramFromTemplate:
                NvramFile.MakeWhereMissing(file, owner);
                break;
            case PlannedFileKind.Sized:
                MakeSized(file);
                break;
        }
    }

    public void Give(SetOwner step)
    {
        if (step.GiveBack && FileStatus.Of(step.Path) is { } former)
        {
            journal.Add(CleanupAction.Owner(step.Path, former.Uid, former.Gid));
        }

        Files.SetOwner(step.Path, step.User, step.Group);
    }

    public static void Remove(string tree)
    {
        if (Directory.Exists(tree))
        {
            Directory.Delete(tree, recursive: true);
        }
    }

    public static void Patch(PatchFile step)
    {
        using FileDescriptor file = step.Creates ? Files.OpenOutput(step.Path, append: false, FileModes.OwnerFile) : Files.OpenWrite(step.Path);
        if (step.Durable)
        {
            // first all that stands around it
            Files.Sync(file, step.Path);
        }

        Files.Seek(file, step.Offset, step.Path);
        Files.Write(file, step.Content, step.Path);
        if (step.Durable)
        {
            Files.Sync(file, step.Path);
        }
    }

    /// <summary>The kernel takes a text in one go or not at all.</summary>
    public static void Write(WriteKernelFile step)
    {
        using FileDescriptor file = Files.OpenWrite(step.Path);
        Files.Write(file, System.Text.Encoding.ASCII.GetBytes(step.Text), step.Path);
    }

    private void MakeContent(PlannedFile file)
    {
        Files.MakeDirectory(Path.GetDirectoryName(file.Path)!, FileModes.PublicDirectory);
        journal.Add(CleanupAction.File(file.Path));
        Files.WriteAtomically(file.Path, file.Content ?? [], file.Mode);
        owner?.Take(file.Path);
    }

    private void MakeSized(PlannedFile file)
    {
        if (File.Exists(file.Path))
        {
            return;
        }

        Files.MakeDirectory(Path.GetDirectoryName(file.Path)!, FileModes.PublicDirectory);
        using (FileDescriptor created = Files.CreateNew(file.Path, file.Mode))
        {
            Files.SetSize(created, file.Size, file.Path);
        }

        owner?.Take(file.Path);
    }
}
