using VirshLite.Runner.Execution;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tests.Native;

public sealed class FilesSpecs
{
    [Fact]
    public void A_full_disk_leaves_no_half_file()
    {
        var error = Should.Throw<NativeException>(() =>
        {
            using FileDescriptor full = Files.OpenWrite("/dev/full");
            Files.Write(full, new byte[100], "/dev/full");
        });

        error.Message.ShouldBe("Cannot write '/dev/full': No space left on device");
    }

    [Fact]
    public void An_atomic_write_replaces_the_file_and_sets_its_mode()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.File("a", "old");

        Files.WriteAtomically(path, "new"u8, FileModes.OwnerFile);

        File.ReadAllText(path).ShouldBe("new");
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(directory.Path).Length.ShouldBe(1);
    }

    [Fact]
    public void What_was_made_is_not_written_again_through_a_link_in_its_place()
    {
        using var directory = new TemporaryDirectory();
        string victim = directory.File("victim", "untouched");
        string image = $"{directory.Path}/image";
        File.CreateSymbolicLink(image, victim);

        Should.Throw<NativeException>(() => Files.OpenMade(image).Dispose()).Number.ShouldBe(Errno.ELOOP);
        Should.Throw<NativeException>(() => FilteredStream.Open(new StreamFile("migrate", image, 0, [], ForWriting: true)).Dispose()).Number
            .ShouldBe(Errno.ELOOP);
        File.ReadAllText(victim).ShouldBe("untouched");
    }

    [Fact]
    public void A_file_that_is_held_open_can_be_written_again_whatever_stands_at_its_path()
    {
        using var directory = new TemporaryDirectory();
        string victim = directory.File("victim", "untouched");
        string image = directory.File("image", "before");
        using FileDescriptor held = Files.OpenRead(image);
        File.Move(image, image + ".moved");
        File.CreateSymbolicLink(image, victim);

        string path = $"/proc/self/fd/{held.Number}";
        using (FileDescriptor file = Files.OpenMade(path))
        {
            Files.Write(file, "after!"u8, path);
        }

        (File.ReadAllText(image + ".moved"), File.ReadAllText(victim)).ShouldBe(("after!", "untouched"));
    }

    [Fact]
    public void A_directory_that_several_make_at_once_is_made_by_one_of_them()
    {
        using var directory = new TemporaryDirectory();
        for (int round = 0; round < 200; round++)
        {
            string path = $"{directory.Path}/{round}/a/b";
            using var together = new Barrier(4);
            string[] came = new string[4];
            Thread[] threads = [.. Enumerable.Range(0, came.Length).Select(i => new Thread(() =>
            {
                together.SignalAndWait();
                try
                {
                    came[i] = Files.MakeDirectory(path, FileModes.OwnerDirectory) ? "made" : "there";
                }
                catch (NativeException e)
                {
                    came[i] = e.Message;
                }
            }))];
            Array.ForEach(threads, t => t.Start());
            Array.ForEach(threads, t => t.Join());

            came.Order().ShouldBe(["made", "there", "there", "there"]);
        }
    }

    [Fact]
    public void Socket_paths_have_a_limit_and_errors_have_names()
    {
        using var directory = new TemporaryDirectory();
        string tooLong = directory.Path + "/" + new string('x', 107 - directory.Path.Length);
        Should.Throw<NativeException>(() => UnixSockets.Listen(tooLong)).Message.ShouldStartWith($"UNIX socket path '{tooLong}' too long");
        UnixSockets.Listen(tooLong[..^1]).Dispose();

        Should.Throw<NativeException>(() => UnixSockets.Listen(directory.Path + "/no/socket")).Message
            .ShouldBe($"Unable to bind to UNIX socket path '{directory.Path}/no/socket': No such file or directory");
    }

    [Fact]
    public void A_stale_socket_is_replaced_and_its_mode_set()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Path + "/s";
        UnixSockets.Listen(path).Dispose();

        using FileDescriptor listener = UnixSockets.Listen(path);

        File.GetUnixFileMode(path).ShouldBe(FileModes.GroupSocket);
        UnixSockets.Connect(path).Dispose();
    }
}
