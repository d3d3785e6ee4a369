using System.Text;
using VirshLite.DomainParser;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Tests.Native;

/// <summary>Files that are none, or never end.</summary>
public sealed class HostileFileSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Nobody_waits_for_the_writer_of_a_pipe_that_is_called_an_image()
    {
        string pipe = directory.Path + "/disk.img";
        HostCommand.Run("mkfifo", pipe).Success.ShouldBeTrue();

        byte[]? read = await Task.Run(() => ImageFiles.ReadStart(pipe, 512)).WaitAsync(TimeSpan.FromSeconds(10));

        read.ShouldBeNull();
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/tty")]
    [InlineData("/")]
    public void Devices_and_directories_are_no_images(string path) => (ImageFiles.ReadStart(path, 512), ImageFiles.LengthOf(path)).ShouldBe((null, null));

    [Fact]
    public void An_image_shorter_than_what_is_asked_for_is_read_whole()
    {
        File.WriteAllText(directory.Path + "/a", "abc");

        ImageFiles.ReadStart(directory.Path + "/a", 512).ShouldBe("abc"u8.ToArray());
    }

    [Fact]
    public void A_text_without_an_end_is_refused() =>
        Should.Throw<DomainException>(() => TextFiles.Read("/dev/zero")).Message.ShouldContain("is longer than 64 MiB");

    [Fact]
    public void Bytes_that_are_no_characters_are_refused()
    {
        File.WriteAllBytes(directory.Path + "/a.xml", [(byte)'<', 0xC3, 0x28]);

        Should.Throw<DomainException>(() => TextFiles.Read(directory.Path + "/a.xml")).Message.ShouldContain("is no text in UTF-8");
    }

    [Fact]
    public void Marks_of_an_encoding_are_honoured()
    {
        File.WriteAllText(directory.Path + "/a.xml", "<é/>", Encoding.Unicode);
        File.WriteAllText(directory.Path + "/b.xml", "<é/>", Encoding.UTF8);

        TextFiles.Read(directory.Path + "/a.xml").ShouldBe("<é/>");
        TextFiles.Read(directory.Path + "/b.xml").ShouldBe("<é/>");
    }

    [SkippableFact]
    public void An_emulator_that_others_than_root_can_change_is_not_run_by_root()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "needs root");
        string emulator = directory.Path + "/qemu-system-x86_64";
        File.WriteAllText(emulator, "#!/bin/sh\ntouch " + directory.Path + "/was-run\n");
        HostCommand.Run("chmod", "755", emulator);
        HostCommand.Run("chown", "4444", emulator);
        HostCommand.Run("chmod", "777", directory.Path);

        var capabilities = new LiveCapabilities(null, directory.Path + "/probe", RunAs.ForProbes(new() { User = "nobody" }));

        Should.Throw<Exception>(() => capabilities.Get(emulator)).Message.ShouldContain("others than root can change it");
        File.Exists(directory.Path + "/was-run").ShouldBeFalse();
    }
}
