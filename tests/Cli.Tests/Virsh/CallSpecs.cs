using VirshLite.Cli.Virsh;

namespace VirshLite.Cli.Tests.Virsh;

public class CallSpecs
{
    [Theory]
    [InlineData("list --foo", "command 'list' doesn't support option --foo")]
    [InlineData("nosuch", "unknown command: 'nosuch'")]
    [InlineData("domstate", "command 'domstate' requires <domain> option")]
    [InlineData("domstate a b", "unexpected data 'b'")]
    [InlineData("domstate --domain", "expected syntax: --domain <string>")]
    [InlineData("setvcpus a --count", "expected syntax: --count <number>")]
    [InlineData("list --all=3", "invalid '=' after option --all")]
    [InlineData("start a --domain b", "option --domain already seen")]
    [InlineData("attach-disk a", "command 'attach-disk' requires <source> option")]
    [InlineData("list -x", "unexpected data '-x'")]
    [InlineData("list -- --all", "unexpected data '--all'")]
    public void What_is_no_form_of_a_command_is_refused_in_virshs_words(string line, string words) =>
        Should.Throw<VirshSyntaxException>(() => VirshCall.Of(line.Split(' '))).Message.ShouldBe(words);

    [Fact]
    public void Words_fill_options_in_their_order_and_names_come_in_between()
    {
        var call = VirshCall.Of(["attach-disk", "--target", "vdb", "web", "/images/a.raw", "--live"]);

        call.Value("domain").ShouldBe("web");
        call.Value("source").ShouldBe("/images/a.raw");
        call.Value("target").ShouldBe("vdb");
        call.Has("live").ShouldBeTrue();
    }

    [Fact]
    public void A_value_may_stand_behind_an_equals_sign_and_old_names_with_underscores_are_known()
    {
        var call = VirshCall.Of(["blkdeviotune", "web", "vda", "--total_bytes_sec=5"]);

        call.Value("total-bytes-sec").ShouldBe("5");
    }

    [Fact]
    public void The_last_option_may_take_all_words_that_are_left()
    {
        var call = VirshCall.Of(["send-key", "web", "KEY_LEFTCTRL", "--holdtime", "5", "KEY_C"]);

        call.Values("keycode").ShouldBe(["KEY_LEFTCTRL", "KEY_C"]);
    }
}
