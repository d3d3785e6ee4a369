using VirshLite.Runner.Confinement;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>
/// The steps of a plan that are about files and directories (startup.md 3, steps 19 to 31); what undoes them by itself is in the journal before they are done.
/// </summary>
/// <param name="users">To whom what is made belongs.</param>
/// <param name="dev">QEMU's own; null = it has the host's.</param>
internal sealed class FileSteps(PlanUsers users, CleanupJournal journal, PrivateDev? dev = null)
{
    public void Make(PlannedDirectory directory)
    {
        if (directory.Stays)
        {
            users.Make(directory);
        }
        else if (!Directory.Exists(directory.Path))
        {
            journal.Add(CleanupAction.Tree(directory.Path));
            users.Make(directory);
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
                NvramFile.MakeWhereMissing(file, users.Qemu, journal);
                break;
            case PlannedFileKind.Sized:
                MakeSized(file);
                break;
        }
    }

    public void Give(GiveFile step) => new FileOwnership(users, journal, dev).Take(step.Resource);

    public static void Remove(string tree) => TrustedTree.Delete(tree);

    public void Patch(PatchFile step)
    {
        using FileDescriptor file = step.Creates ? Files.OpenOutput(step.Path, append: false, FileModes.OwnerFile) : Files.OpenMade(step.Path);
        if (step.Durable)
        {
            // first all that stands around it
            Files.Sync(file, step.Path);
        }

        if (step.Size is { } size)
        {
            Files.SetSize(file, size, step.Path);
        }

        if (step.ForQemu && users.Qemu is { } qemu)
        {
            Files.SetOwner(file, qemu, step.Path);
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
        Files.WriteAtomically(file.Path, file.Content ?? [], file.Mode, owner: users.Qemu);
    }

    private void MakeSized(PlannedFile file)
    {
        if (File.Exists(file.Path))
        {
            return;
        }

        Files.MakeDirectory(Path.GetDirectoryName(file.Path)!, FileModes.PublicDirectory);
        using FileDescriptor created = Files.CreateNew(file.Path, file.Mode);
        Files.SetSize(created, file.Size, file.Path);
        if (users.Qemu is { } owner)
        {
            Files.SetOwner(created, owner, file.Path);
        }
    }
}
