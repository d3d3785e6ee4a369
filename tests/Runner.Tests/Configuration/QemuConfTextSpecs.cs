using VirshLite.DomainParser;
using VirshLite.Runner.Hosts.Configuration;

namespace VirshLite.Runner.Tests.Configuration;

public class QemuConfTextSpecs
{
    [Fact]
    public void Texts_numbers_and_lists_are_read()
    {
        Dictionary<string, string?> values = QemuConfText.Parse(
            """
            # a comment
            vnc_listen = "0.0.0.0"   # behind a value
            user = 'someone'
              max_files=1024
            security_driver = -1
            cgroup_controllers = [ "cpu", "devices" ]
            nvram = [
               "/a:/b",   # first

               "/c:/d",
            ]
            empty = []
            """,
            "qemu.conf");

        values["vnc_listen"].ShouldBe("0.0.0.0");
        values["user"].ShouldBe("someone");
        values["max_files"].ShouldBe("1024");
        values["security_driver"].ShouldBe("-1");
        values["cgroup_controllers:1"].ShouldBe("devices");
        values["nvram:0"].ShouldBe("/a:/b");
        values["nvram:1"].ShouldBe("/c:/d");
        values.ShouldNotContainKey("nvram:2");
        values.ShouldContainKey("empty");
        values.ShouldNotContainKey("empty:0");
    }

    [Theory]
    [InlineData("a = 1\nvnc_listen", "qemu.conf:2: 'key = value' was expected")]
    [InlineData("vnc_listen = \"0.0", "qemu.conf:1: the quoted text does not end on its line")]
    [InlineData("vnc_listen = word", "qemu.conf:1: a number, a quoted text or a list was expected")]
    [InlineData("nvram = [ \"a\", ", "qemu.conf:1: the list of nvram does not end in ]")]
    [InlineData("a = 1 2", "qemu.conf:1: nothing more was expected behind the value of a")]
    public void A_mistake_is_named_with_its_line(string text, string message) =>
        Should.Throw<DomainException>(() => QemuConfText.Parse(text, "qemu.conf")).Message.ShouldBe(message);
}
