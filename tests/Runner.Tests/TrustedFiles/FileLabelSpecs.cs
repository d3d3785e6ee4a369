using VirshLite.Runner.Confinement;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Undo;

namespace VirshLite.Runner.Tests.TrustedFiles;

/// <summary>SELinux labels at files: the attribute is there on every kernel, whether a policy looks at it or not.</summary>
public sealed class FileLabelSpecs : IDisposable
{
    private const string Image = "system_u:object_r:svirt_image_t:s0:c1,c2";
    private const string Former = "system_u:object_r:virt_var_lib_t:s0";

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [SkippableFact]
    public void A_file_gets_its_label_and_its_former_one_back()
    {
        string path = LabelledFile();
        var journal = new CleanupJournal(directory.Path + "/undo");

        SelinuxGuard.Set(path, Image, journal);
        FileLabel.Of(path).ShouldBe(Image);
        SelinuxGuard.Set(path, Image, journal);
        journal.Read().ShouldHaveSingleItem().Kind.ShouldBe(CleanupKind.Label);
        journal.RunAll();

        FileLabel.Of(path).ShouldBe(Former);
    }

    [SkippableFact]
    public void Another_file_in_its_place_and_one_with_a_third_label_are_left_alone()
    {
        string path = LabelledFile();
        var journal = new CleanupJournal(directory.Path + "/undo");
        SelinuxGuard.Set(path, Image, journal);
        CleanupAction back = journal.Read()[0];

        SelinuxGuard.Set(path, "a_u:b_r:c_t:s0", journal: null);
        back.Run();
        FileLabel.Of(path).ShouldBe("a_u:b_r:c_t:s0");

        File.Move(path, path + ".old");
        File.WriteAllText(path, "x");
        SelinuxGuard.Set(path, Image, journal: null);
        back.Run();
        FileLabel.Of(path).ShouldBe(Image);
    }

    [Fact]
    public void QEMU_enters_its_label_and_gives_up_privileges_by_itself() =>
        SelinuxGuard.Words("u:r:svirt_t:s0:c1,c2", ["--reuid=1", "--no-new-privs", "--"])
            .ShouldBe(["--selinux-label", "u:r:svirt_t:s0:c1,c2", "--reuid=1", "--"]);

    private string LabelledFile()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "needs root");
        string path = directory.File("disk.img", "x");
        using TrustedFile file = TrustedFile.Open(path);
        try
        {
            FileLabel.Plan(file, Former).ShouldNotBeNull().Set(file);
        }
        catch (NativeException e)
        {
            Skip.If(true, "this file system has no labels: " + e.Message);
        }

        return path;
    }
}
