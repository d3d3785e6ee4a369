using VirshLite.Runner.Commands;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Tests.Helpers;

public class SecretStreamsSpecs
{
    [Fact]
    public void Each_word_stands_for_a_stream_of_its_own()
    {
        using var secrets = new SecretStreams(["-c", "cat <&{secret}; echo -n /; cat <&{secret}"], "hush"u8.ToArray(), 4);

        secrets.Arguments.ShouldBe(["-c", "cat <&4; echo -n /; cat <&5"]);
        new HostCommand("sh", secrets.Arguments) { Descriptors = secrets.Descriptors }.Run().Output.ShouldBe("hush/hush");
    }

    [Fact]
    public void Without_a_secret_the_arguments_stay_as_they_are()
    {
        using var secrets = new SecretStreams(["a", "{secret}"], null, 4);

        secrets.Arguments.ShouldBe(["a", "{secret}"]);
        secrets.Descriptors.ShouldBeEmpty();
    }
}
