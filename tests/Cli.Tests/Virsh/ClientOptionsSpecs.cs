using VirshLite.Cli.Virsh;

namespace VirshLite.Cli.Tests.Virsh;

public class ClientOptionsSpecs
{
    [Fact]
    public void Letters_may_be_bundled_and_long_names_cut_short()
    {
        var options = ClientOptions.Of(["-qc", "qemu:///session", "--read", "--tim", "list", "--all"]);

        options.Quiet.ShouldBeTrue();
        options.Uri.ShouldBe("qemu:///session");
        options.ReadOnly.ShouldBeTrue();
        options.Timing.ShouldBeTrue();
        options.Rest.ShouldBe(["list", "--all"]);
    }

    [Theory]
    [InlineData("-c", "option '-c'/'--connect' requires an argument")]
    [InlineData("-x", "unsupported option '-x'. See --help.")]
    [InlineData("--foo", "unsupported option '--foo'. See --help.")]
    [InlineData("-k abc", "Invalid value for option -k")]
    [InlineData("-d x", "option -d takes a numeric argument")]
    [InlineData("-e abc", "Invalid string 'abc' for escape sequence")]
    public void Mistakes_are_told_in_virshs_words(string line, string words) =>
        Should.Throw<VirshSyntaxException>(() => ClientOptions.Of(line.Split(' '))).Message.ShouldBe(words);

    [Theory]
    [InlineData("nosuch:///x", "no connection driver available for nosuch:///x")]
    [InlineData("qemu+ssh://other/system", "operation failed: VirshLite runs guests on this machine only, and 'qemu+ssh://other/system' is another's")]
    public void Other_hypervisors_and_other_machines_are_not_connected_to(string uri, string words) =>
        Should.Throw<VirshSyntaxException>(() => Connection.To(uri)).Message.ShouldBe("failed to connect to the hypervisor\nerror: " + words);
}
